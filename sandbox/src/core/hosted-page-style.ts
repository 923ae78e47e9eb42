import { PAGE_PALETTE } from "./page-palette"

/** One look for the hosted payment pages of all gateways; no external assets. */
export const HOSTED_PAGE_STYLE = `${PAGE_PALETTE}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,
"Segoe UI",Roboto,"Helvetica Neue",sans-serif;display:flex;flex-direction:column;align-items:center;padding:24px 16px}
main{width:100%;max-width:440px}
.banner{background:var(--note);color:var(--note-ink);border-radius:10px;padding:8px 14px;font-size:14px;margin-bottom:16px;text-align:center}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:24px;box-shadow:0 1px 2px rgb(0 0 0/.04),0 8px 24px rgb(0 0 0/.05)}
.card+.card{margin-top:16px}
.merchant{color:var(--muted);font-size:15px;margin:0}
h1{font-size:19px;line-height:1.3;margin:2px 0 16px;overflow-wrap:anywhere}
.amount{font-size:40px;font-weight:700;letter-spacing:-.02em;line-height:1.1;font-variant-numeric:tabular-nums}
.amount small{font-size:18px;font-weight:600;color:var(--muted);letter-spacing:0;margin-inline-start:8px}
.facts{margin:16px 0 0;padding:16px 0 0;border-top:1px solid var(--line);display:grid;grid-template-columns:auto 1fr;gap:6px 16px;font-size:14px}
.facts dt{color:var(--muted)}.facts dd{margin:0;text-align:end;overflow-wrap:anywhere}
.bar{height:8px;border-radius:4px;background:var(--line);margin-top:14px;overflow:hidden}
.bar span{display:block;height:100%;background:var(--good)}
form{margin:20px 0 0}
label{display:block;font-size:14px;font-weight:600;margin-bottom:6px}
input,select{width:100%;min-height:46px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;font:inherit;background:var(--bg);color:var(--ink)}
.field{margin-bottom:16px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px;align-items:end}
button{width:100%;min-height:48px;border-radius:10px;border:1px solid transparent;font:inherit;font-weight:600;cursor:pointer;padding:10px 16px}
button.main{background:var(--brand);color:var(--brand-ink)}
button.plain{background:transparent;border-color:var(--line);color:var(--ink)}
button.bad{background:transparent;border-color:var(--line);color:var(--bad)}
button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
button:hover{filter:brightness(1.06)}
.stack{display:grid;gap:10px;margin-top:16px}
details{margin-top:16px;border:1px solid var(--line);border-radius:10px;padding:0 14px}
summary{cursor:pointer;font-weight:600;min-height:46px;display:flex;align-items:center}
details[open]{padding-bottom:14px}
.state{display:flex;gap:12px;align-items:center;font-weight:600;margin-top:20px;padding:14px;border-radius:10px;background:var(--bg)}
.state.good{color:var(--good)}.state.bad{color:var(--bad)}
.state svg{flex:none}
.qr{display:flex;justify-content:center;margin-top:20px}
.qr svg{width:min(200px,100%);height:auto;border-radius:10px}
.address{margin-top:12px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--bg);font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;text-align:center}
.hint{color:var(--muted);font-size:14px;margin:8px 0 0}
.hint.text{white-space:pre-line;overflow-wrap:anywhere}
.choices{list-style:none;margin:10px 0 0;padding:0;font-weight:600;text-align:center;font-variant-numeric:tabular-nums}
a{color:var(--brand)}
footer{color:var(--muted);font-size:13px;text-align:center;margin-top:20px}
`
