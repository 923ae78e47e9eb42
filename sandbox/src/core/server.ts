import http from "node:http"
import express, { type Express, type NextFunction, type Request, type Response } from "express"
import { exchange, runHandler, toSandboxRequest, type ExchangeTools } from "./exchange"
import type { Reply, Route } from "./exchange-types"
import type { Gateway, Refusals } from "./gateway"
import { isRecord } from "./json"
import { ReplyWriter } from "./reply-writer"

const LARGEST_BODY = "1mb"

const CONTROL_REFUSALS: Refusals = {
  notFound: () => ({ status: 404, json: { error: "no such control route; see the README" } }),
  methodNotAllowed: () => ({ status: 405, json: { error: "method not allowed" } }),
  bodyTooLarge: () => ({ status: 413, json: { error: "body too large" } }),
  broken: () => ({ status: 500, json: { error: "the sandbox failed; see its output" } }),
}

/** Puts the gateways, their controls and the panel into one express application. */
export function buildApplication(
  tools: ExchangeTools,
  gateways: Gateway<unknown>[],
  controlRoutes: Route[],
  panelRoutes: Route[]
): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("etag", false)
  app.use(express.raw({ type: () => true, limit: LARGEST_BODY }))
  for (const gateway of gateways) {
    mountGateway(app, tools, gateway)
    mountPlain(app, `/control/${gateway.name}`, gateway.controlRoutes)
  }
  mountPlain(app, "/control", controlRoutes)
  mountPlain(app, "", panelRoutes)
  app.use((_request: Request, response: Response) => {
    new ReplyWriter(response, {}).send(CONTROL_REFUSALS.notFound())
  })
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const owner = gateways.find((gateway) => request.path.startsWith(`/${gateway.name}/`))
    const refusals = owner?.refusals ?? CONTROL_REFUSALS
    new ReplyWriter(response, {}).send(refusalOf(error, refusals))
  })
  return app
}

/** Errors that express itself raises: bodies too large, paths that cannot be decoded. */
function refusalOf(error: unknown, refusals: Refusals): Reply {
  const status = isRecord(error) ? error.status : undefined
  if (status === 413) {
    return refusals.bodyTooLarge()
  }
  return status === 400 ? refusals.notFound() : refusals.broken()
}

function mountGateway(app: Express, tools: ExchangeTools, gateway: Gateway<unknown>): void {
  const base = `/${gateway.name}`
  const guard =
    (handle: Route["handle"]) => (request: Request, response: Response, next: NextFunction) => {
      exchange(tools, gateway, handle, request, response).catch(next)
    }
  for (const route of gateway.routes) {
    register(app, route.method, base + route.path, guard(route.handle))
  }
  for (const path of new Set(gateway.routes.map((route) => route.path))) {
    app.all(base + path, guard(gateway.refusals.methodNotAllowed))
  }
  app.use(base, guard(gateway.refusals.notFound))
}

function mountPlain(app: Express, base: string, routes: Route[]): void {
  for (const route of routes) {
    register(app, route.method, base + route.path, (request, response, next) => {
      const owner = { name: "control", refusals: CONTROL_REFUSALS }
      runHandler(owner, route.handle, toSandboxRequest(request, "control"))
        .then((reply) => new ReplyWriter(response, { "Cache-Control": "no-store" }).send(reply))
        .catch(next)
    })
  }
}

function register(
  app: Express,
  method: Route["method"],
  path: string,
  handler: (request: Request, response: Response, next: NextFunction) => void
): void {
  switch (method) {
    case "GET":
      app.get(path, handler)
      return
    case "POST":
      app.post(path, handler)
      return
    case "PUT":
      app.put(path, handler)
      return
    case "PATCH":
      app.patch(path, handler)
      return
    case "DELETE":
      app.delete(path, handler)
  }
}

/** A listening server. */
export interface Listening {
  port: number
  /** Cuts what is open and stops listening. */
  close(): Promise<void>
}

/** @throws Error when the port is taken or the host is not this machine's */
export function listen(app: Express, port: number, host: string): Promise<Listening> {
  const server = http.createServer(app)
  // Longer than any client keeps an idle connection: a reset is a fault to ask for, not an accident.
  server.keepAliveTimeout = 120_000
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      const address = server.address()
      resolve({
        port: typeof address === "object" && address !== null ? address.port : port,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}
