import type { NamedPort } from "../ports"
import { demoSettings, medusaEnvironment } from "../settings"

const port = (number: number): NamedPort => ({
  name: "something",
  port: number,
  flag: "port",
  variable: "PORT",
})

const settings = demoSettings(
  {
    once: true,
    dataFolder: "/data",
    ports: { medusa: port(9100), sandbox: port(4100), storefront: port(8100) },
  },
  "/project"
)

it("works out every address from the ports", () => {
  expect(settings).toMatchObject({
    backendUrl: "http://localhost:9100",
    adminUrl: "http://localhost:9100/app",
    sandboxUrl: "http://localhost:4100",
    storefrontUrl: "http://localhost:8100",
    postgresFolder: "/data/postgres",
    storefrontFolder: "/data/storefront",
  })
  expect(settings.webhookUrlOf("corefy_destream")).toBe(
    "http://localhost:9100/hooks/payment-gateways/corefy_destream"
  )
})

it("leaves none of the shop's settings to the shell", () => {
  expect(medusaEnvironment(settings, "postgres://here/shop")).toMatchObject({
    DATABASE_URL: "postgres://here/shop",
    BACKEND_URL: "http://localhost:9100",
    STOREFRONT_URL: "http://localhost:8100",
    SANDBOX_URL: "http://localhost:4100",
    STREAMPAY_API_KEY: expect.any(String),
    STREAMPAY_API_SECRET: expect.any(String),
    STREAMPAY_WEBHOOK_SECRET: expect.any(String),
  })
})
