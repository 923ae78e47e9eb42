import path from "node:path"
import { defineConfig, Modules } from "@medusajs/framework/utils"
import { linkPlugin } from "../link-plugin"

/** The smallest shop that shows Medusa's own behaviour: no part of this project's plugin is in it. */
module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    http: {
      storeCors: "http://localhost:43090",
      adminCors: "http://localhost:43090",
      authCors: "http://localhost:43090",
      jwtSecret: "contract",
      cookieSecret: "contract",
    },
  },
  plugins: [{ resolve: linkPlugin(), options: { marker: "from the plugin's options" } }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: [Modules.PRODUCT],
      options: {
        webhook_delay: 1,
        webhook_retries: 9,
        providers: [
          {
            resolve: path.join(__dirname, "..", "scripted-payment"),
            id: "main",
            options: { marker: "from the provider's options" },
          },
        ],
      },
    },
  ],
})
