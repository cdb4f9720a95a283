"""What the pages of all faces share: template environment, macros, style sheets, small ES modules.

A face makes one `pages.Pages("console", folder, styles=("console.css",))`, includes its `router()`
(static files) and answers with `respond("console/x.html", face="console", …)`. Templates extend
`ui/base.html` (blocks `title`, `head`, `body_attributes`, `body`; give the main element
`id="main"`) and import macros; further keyword arguments of a control become HTML attributes
(`data_x="1"` is `data-x="1"`):

    ui/icons.html       icon(name)
    ui/forms.html       button(label, kind) link_button(label, href, kind) field(name, label, value)
                        textarea(name, label) select(name, label, options) checkbox(name, label)
                        choices(name, legend, options); hint=, error=, required=, size="small"
                        kinds: primary, "", quiet, danger
    ui/display.html     alert(title, text, tone) badge(label, tone) stat(label, value, note)
                        table(caption, columns) facts(pairs) progress(label, value, max, note)
                        empty_state(title, text, icon_name) dialog(id, title)
                        tones: info, good, warn, bad, plain
    ui/navigation.html  breadcrumb(steps) pagination(page, pages, href) steps(first, next)
                        tabs(items, current, label) menu(label) theme_toggle()

Classes for layout inside a page: `form`, `field`, `buttons`, `panel`, `quiet`, `small`, `tabular`,
`visually-hidden`, `needs-js`, `without-js`, `no-print`. Filters: `money(locale)` of a Money,
`number(locale)`, `date(locale)`. `asset("ui/dialogs.js")` is the address of a static file.
Modules: `ui/theme.js` (in base.html), `ui/menus.js` (details[data-menu]), `ui/dialogs.js`
(data-dialog-open="id", data-dialog-close).
"""
