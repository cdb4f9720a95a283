// What every page of the shop does when scripts run.
import "../ui/menus.js";
import { suggest } from "./suggestions.js";
import { follow } from "./listing.js";

const search = document.querySelector("form[data-suggest]");
if (search) suggest(search);

const list = document.getElementById("list");
if (list) follow(list);
