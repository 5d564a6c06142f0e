DROP VIEW repointings_readable;
DROP VIEW rename_suggestions_readable;
DROP VIEW identity_links_readable;
DROP VIEW link_decisions_readable;
DROP TABLE repointings;
DROP TABLE rename_suggestions;
DROP TABLE identity_links;
DROP TABLE link_decisions;
