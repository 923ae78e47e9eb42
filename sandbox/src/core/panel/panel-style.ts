import { PAGE_PALETTE } from "../page-palette"

/** The control panel's look; one column on a phone, two on a desk. */
export const PANEL_STYLE = `
${PAGE_PALETTE}
*{box-sizing:border-box}
html{scroll-padding-top:64px}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
header{position:sticky;top:0;z-index:1;background:var(--card);border-bottom:1px solid var(--line);padding:10px 16px;display:flex;gap:8px 16px;align-items:center;flex-wrap:wrap}
header h1{font-size:16px;margin:0;flex:1 1 auto}
.clock{font-variant-numeric:tabular-nums;color:var(--muted);font-size:14px}
.offline{color:var(--bad);font-weight:600}
main{max-width:1200px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
@media (min-width:960px){main{grid-template-columns:minmax(0,1.15fr) minmax(0,1fr)}}
.column{display:grid;gap:16px;align-content:start;min-width:0}
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px;min-width:0}
section h2{font-size:16px;margin:0 0 12px;display:flex;gap:8px;align-items:center;flex-wrap:wrap}
section h2 .grow{flex:1}
.item{border-top:1px solid var(--line);padding:12px 0;display:grid;gap:6px}
.item:first-of-type{border-top:0;padding-top:0}
.item:last-child{padding-bottom:0}
.item.tight{padding:7px 0;gap:2px}
.row{display:flex;gap:6px 10px;align-items:baseline;flex-wrap:wrap}
.row .grow{flex:1 1 160px;min-width:0;overflow-wrap:anywhere}
.name{font-weight:600}
.money{font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.muted{color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.tag{font-size:12px;font-weight:600;padding:2px 8px;border-radius:99px;background:var(--bg);color:var(--muted);white-space:nowrap}
.tag.good{color:var(--good)}.tag.bad{color:var(--bad)}
.buttons{display:flex;gap:8px;flex-wrap:wrap;margin-top:2px}
button,.button{font:inherit;font-size:14px;font-weight:600;min-height:40px;padding:6px 12px;border-radius:9px;border:1px solid var(--line);background:var(--card);color:var(--ink);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center}
button.good{background:var(--brand);border-color:var(--brand);color:var(--brand-ink)}
button.bad{color:var(--bad)}
button:hover,.button:hover{border-color:var(--muted)}
button:focus-visible,.button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
form{display:grid;gap:10px;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));align-items:end}
label.wide{grid-column:span 2}
form+div:not(:empty){margin-top:14px}
label{display:grid;gap:4px;font-size:13px;font-weight:600;min-width:0}
input,select{font:inherit;min-height:40px;width:100%;min-width:0;padding:6px 10px;border:1px solid var(--line);border-radius:9px;background:var(--bg);color:var(--ink)}
.empty{color:var(--muted);margin:0}
#notice{position:fixed;inset:auto 16px 16px;margin:auto;max-width:520px;background:var(--ink);color:var(--bg);padding:12px 16px;border-radius:12px;overflow-wrap:anywhere;z-index:2}
#notice[hidden]{display:none}
`
