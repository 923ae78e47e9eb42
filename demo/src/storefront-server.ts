import http from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import serveStatic from "serve-static"

/** Where the storefront's pages find the shop; asked for by each page that is opened. */
export interface ShopAddress {
  backendUrl: string
  publishableKey: string
  /** Gateways whose page is shown within the shop's; none unless given. */
  framed?: readonly string[]
}

/** A storefront that is being served. */
export interface ServedStorefront {
  url: string
  stop: () => Promise<void>
}

/** Named by their content, so that they never change. */
const ASSETS = "/assets/"
const SHOP_ADDRESS_PATH = "/shop.json"

/**
 * Serves the built storefront. Every address that names no file is a page of the one application.
 *
 * @param port 0 for any
 * @param folder what `buildStorefront` made
 * @param shop looked at for each request, so that it may be known later than the server's own port
 */
export async function serveStorefront(
  port: number,
  folder: string,
  shop: () => ShopAddress
): Promise<ServedStorefront> {
  const files = serveStatic(folder, {
    index: false,
    redirect: false,
    dotfiles: "ignore",
    cacheControl: false,
  })
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost")
    Object.entries(securityHeaders(shop())).forEach(([name, value]) =>
      response.setHeader(name, value)
    )
    const isAsset = pathname.startsWith(ASSETS)
    response.setHeader(
      "cache-control",
      isAsset ? "public, max-age=31536000, immutable" : "no-store"
    )
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end()
    } else if (pathname === SHOP_ADDRESS_PATH) {
      response.setHeader("content-type", "application/json")
      response.end(JSON.stringify(shop()))
    } else {
      const isPage = path.extname(pathname) === ""
      request.url = isPage ? "/index.html" : request.url
      files(request, response, (error?: unknown) => {
        response.writeHead(error ? 500 : 404).end()
      })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "localhost", resolve)
  })
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * The pages run no foreign script, talk to the shop alone, and stand in nobody's frame; but where a gateway's
 * page is shown in a frame, that frame ends on the shop's own page.
 */
function securityHeaders({ backendUrl, framed = [] }: ShopAddress): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'self'",
      "img-src 'self' data:",
      "style-src 'self'",
      `connect-src 'self' ${backendUrl}`,
      // Payment pages: their addresses are the gateways'.
      "form-action *",
      "frame-src *",
      `frame-ancestors ${framed.length > 0 ? "'self'" : "'none'"}`,
      "base-uri 'none'",
    ].join("; "),
    // A payment's address is in no other site's log.
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  }
}
