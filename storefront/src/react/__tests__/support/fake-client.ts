import { act } from "@testing-library/react"
import type { FollowOptions, PaymentClient, SessionState } from "../../../client/index.js"
import { PaymentClientError, whatNext } from "../../../client/index.js"

/** A shop whose states the test tells. */
export class FakeClient implements PaymentClient {
  readonly whatNext = whatNext
  /** Who follows now, by session. */
  readonly followers = new Map<string, FollowOptions>()
  readonly answered: Readonly<Record<string, string>>[] = []
  reads = 0
  follows = 0
  /** What the shop does with the next answers. */
  onAnswer: (fields: Readonly<Record<string, string>>) => Promise<SessionState> = () =>
    Promise.reject(new PaymentClientError({ message: "not expected", status: 400 }))
  onRead: () => Promise<SessionState> = () =>
    Promise.reject(new PaymentClientError({ message: "not expected", status: null }))
  private readonly endings = new Map<
    string,
    { resolve: (state: SessionState | undefined) => void; reject: (error: unknown) => void }
  >()

  startPayment(): never {
    throw new Error("nothing is started here")
  }

  readStatus(): Promise<SessionState> {
    this.reads += 1
    return this.onRead()
  }

  answer(_: string, fields: Readonly<Record<string, string>>): Promise<SessionState> {
    this.answered.push(fields)
    return this.onAnswer(fields)
  }

  follow(sessionId: string, options: FollowOptions): Promise<SessionState | undefined> {
    this.follows += 1
    this.followers.set(sessionId, options)
    return new Promise((resolve, reject) => {
      this.endings.set(sessionId, { resolve, reject })
      options.signal?.addEventListener("abort", () => {
        this.followers.delete(sessionId)
        resolve(undefined)
      })
    })
  }

  /** The shop tells a state. */
  async tell(state: SessionState): Promise<void> {
    await act(async () => this.followers.get(state.session_id)?.onStatus(state))
  }

  /** Nothing more will come by itself. */
  async end(state: SessionState): Promise<void> {
    await this.tell(state)
    await act(async () => this.endings.get(state.session_id)?.resolve(state))
  }

  async fail(sessionId: string, error: PaymentClientError): Promise<void> {
    await act(async () => this.endings.get(sessionId)?.reject(error))
  }
}
