"""The stage: app shell, widgets, dialogs, themes, words. It knows no step and no rule by name."""
