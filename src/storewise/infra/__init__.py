"""What everything stands on: settings, database, tenancy, jobs. Knows no business."""
