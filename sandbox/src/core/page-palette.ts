/** Colours of all pages, light and dark. */
export const PAGE_PALETTE = `
:root{color-scheme:light dark;--bg:#f3f4f7;--card:#fff;--ink:#15171c;--muted:#5d6472;--line:#dfe2e9;
--brand:#2747d9;--brand-ink:#fff;--good:#137a4b;--bad:#b3261e;--note:#fff6dd;--note-ink:#6b4e00}
@media (prefers-color-scheme:dark){:root{--bg:#0f1115;--card:#191c23;--ink:#f1f3f7;--muted:#a2a9b8;
--line:#2d323d;--brand:#6f8bff;--brand-ink:#0b1030;--good:#4fcf93;--bad:#ff8a80;--note:#33290f;--note-ink:#ffe1a1}}
`
