import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

/** A shop whose payments come through Medusa's own webhook route. */
module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "core-shop",
      cookieSecret: "core-shop",
    },
  },
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: { providers: [{ resolve: path.join(__dirname, "provider"), id: "main" }] },
    },
  ],
})
