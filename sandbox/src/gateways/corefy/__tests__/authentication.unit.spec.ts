import { ACCOUNT, invoiceBody, PLATFORM, startSandbox, type Setup } from "./harness"

const basic = (login: string, password: string) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`

describe("authentication", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox({
      commerceAccountId: "coma_FoXWOaBSEnUpvP4I",
      apiKey: "api_key_made_up_1",
    })
  })

  afterEach(() => setup.stop())

  const send = (path: string, authorization: string | undefined, method = "POST") =>
    fetch(setup.corefy.baseUrl + path, {
      method,
      headers: {
        "content-type": "application/json",
        ...(authorization === undefined ? {} : { authorization }),
      },
      body:
        method === "POST"
          ? JSON.stringify(
              invoiceBody(
                path === PLATFORM ? { commerce_account: "coma_FoXWOaBSEnUpvP4I" } : {},
                path
              )
            )
          : undefined,
    })

  it("is the documented Basic pair", () => {
    expect(setup.corefy.authorization).toBe(
      "Basic Y29tYV9Gb1hXT2FCU0VuVXB2UDRJOmFwaV9rZXlfbWFkZV91cF8x"
    )
  })

  it.each([PLATFORM, ACCOUNT])("lets the right pair through at %s", async (path) => {
    expect((await send(path, setup.corefy.authorization)).status).toBe(201)
  })

  it("takes the scheme's name in any case", async () => {
    const authorization = setup.corefy.authorization.replace("Basic", "basic")
    expect((await send(ACCOUNT, authorization)).status).toBe(201)
  })

  it.each([
    ["nothing", undefined],
    ["another key", basic("coma_FoXWOaBSEnUpvP4I", "api_key_made_up_2")],
    ["another login", basic("coma_other", "api_key_made_up_1")],
    ["the key in another case", basic("coma_FoXWOaBSEnUpvP4I", "API_KEY_MADE_UP_1")],
    ["a bearer", "Bearer api_key_made_up_1"],
    ["no credentials", "Basic"],
  ])("refuses %s", async (_name, authorization) => {
    for (const path of [PLATFORM, ACCOUNT]) {
      const reply = await send(path, authorization)
      expect(reply.status).toBe(401)
      expect(reply.headers.get("www-authenticate")).toBe("Basic")
      expect(await reply.json()).toMatchObject({
        request_id: expect.any(String) as string,
        error_type: "unauthorized",
        error_codes: ["unauthorized"],
      })
    }
    expect(setup.corefy.payments()).toEqual([])
  })

  it.each([`${ACCOUNT}`, `${ACCOUNT}/cpi_1`, "/refunds/ref_1"])(
    "is asked for at GET %s",
    async (path) => {
      expect((await send(path, undefined, "GET")).status).toBe(401)
    }
  )

  it("is asked for before a refund", async () => {
    expect((await send(`${ACCOUNT}/cpi_1/refund`, undefined)).status).toBe(401)
  })

  it("is a bearer token where the setting says so", async () => {
    const pair = setup.corefy.authorization
    setup.corefy.changeSettings({ authScheme: "bearer" })
    expect(setup.corefy.authorization).toBe("Bearer api_key_made_up_1")
    expect((await send(PLATFORM, "Bearer api_key_made_up_1")).status).toBe(201)
    expect((await send(PLATFORM, pair)).status).toBe(401)
    expect((await send(PLATFORM, "Bearer other")).headers.get("www-authenticate")).toBe("Bearer")
  })
})
