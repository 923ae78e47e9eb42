import { htmlPage } from "../html"
import { PANEL_SCRIPT } from "./panel-script"
import { PANEL_STYLE } from "./panel-style"

/** The control panel: everything in it goes through the control API. */
export function panelPage(): string {
  return htmlPage({
    title: "Payment gateways sandbox",
    style: PANEL_STYLE,
    body: `
<header>
<h1>Payment gateways sandbox</h1>
<span class="clock" id="clock">…</span>
<div class="buttons">
<button data-post="/clock/advance" data-body='{"milliseconds":300000}'>+5 min</button>
<button data-post="/clock/advance" data-body='{"milliseconds":3600000}'>+1 h</button>
<button data-post="/clock/advance" data-body='{"milliseconds":86400000}'>+1 day</button>
<button class="bad" data-post="/reset" data-confirm="Forget all payments, webhooks and faults?">Reset</button>
</div>
</header>
<main>
<div class="column" id="gateways"></div>
<div class="column">
<section>
<h2>Webhooks <span class="grow"></span>
<button id="hold" data-post="/deliveries/hold">Hold new</button><button data-post="/deliveries/release" title="Sends what is held">Release</button></h2>
<div id="deliveries"></div>
</section>
<section>
<h2>Mishandle webhooks</h2>
<form id="webhook-fault">
<label>Gateway <select name="gateway"><option value="">any</option></select></label>
<label>Event <input name="event" value="*" autocomplete="off"></label>
<label class="wide">What <select name="what">
<option value='{"drop":true}'>drop</option>
<option value='{"copies":2}'>send twice</option>
<option value='{"delayMs":60000}'>a minute late</option>
<option value='{"hold":true}'>hold</option>
<option value='{"tamper":"signature"}'>wrong signature</option>
<option value='{"tamper":"missing_signature"}'>no signature</option>
<option value='{"tamper":"timestamp"}'>time changed</option>
<option value='{"tamper":"body"}'>one byte changed</option>
<option value='{"secret":"an-old-secret"}'>an old secret</option>
<option value='{"signedAtOffsetMs":-86400000}'>signed a day ago</option>
</select></label>
<label>Times <input name="times" type="number" min="1" value="1"></label>
<button>Add</button>
</form>
<div id="webhook-faults"></div>
</section>
<section>
<h2>Faults</h2>
<form id="fault">
<label>Gateway <select name="gateway"><option value="">any</option></select></label>
<label>Method <select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option></select></label>
<label class="wide">Path <input name="path" value="*" autocomplete="off"></label>
<label class="wide">What <select name="effect">
<option value='{"kind":"status","status":429,"retryAfterSeconds":2}'>429 with Retry-After</option>
<option value='{"kind":"status","status":500}'>500, nothing done</option>
<option value='{"kind":"status","status":500,"when":"after"}'>500, but done</option>
<option value='{"kind":"status","status":503}'>503</option>
<option value='{"kind":"html"}'>502 as HTML</option>
<option value='{"kind":"timeout","when":"before"}'>time out, nothing done</option>
<option value='{"kind":"timeout","when":"after"}'>time out, but done</option>
<option value='{"kind":"reset","when":"before"}'>connection reset, nothing done</option>
<option value='{"kind":"reset","when":"after"}'>connection reset, but done</option>
<option value='{"kind":"slow","delayMs":3000}'>3 seconds slow</option>
<option value='{"kind":"truncated"}'>truncated JSON</option>
<option value='{"kind":"empty"}'>empty body</option>
<option value='{"kind":"wrong_amount"}'>wrong amount</option>
<option value='{"kind":"wrong_currency"}'>wrong currency</option>
<option value='{"kind":"unknown_enum"}'>unknown status</option>
<option value='{"kind":"extra_fields"}'>unknown fields</option>
<option value='{"kind":"huge"}'>huge body</option>
</select></label>
<label>Times <input name="times" type="number" min="1" value="1"></label>
<button>Add</button>
</form>
<div id="faults"></div>
</section>
<section>
<h2>Requests</h2>
<div id="requests"></div>
</section>
</div>
</main>
<div id="notice" role="status" hidden></div>
<script>${PANEL_SCRIPT}</script>`,
  })
}
