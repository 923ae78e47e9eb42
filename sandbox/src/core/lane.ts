/** Runs tasks in the order given, at most `width` at a time. */
export class Lane {
  private readonly waiting: (() => void)[] = []
  private active = 0

  constructor(private width = 1) {}

  setWidth(width: number): void {
    if (!Number.isInteger(width) || width < 1) {
      throw new RangeError("the number of deliveries at a time must be a whole number, 1 or more")
    }
    this.width = width
    this.next()
  }

  run(task: () => Promise<void>): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting.push(() => {
        task()
          .then(resolve, reject)
          .finally(() => {
            this.active -= 1
            this.next()
          })
      })
      this.next()
    })
  }

  private next(): void {
    while (this.active < this.width) {
      const start = this.waiting.shift()
      if (!start) {
        return
      }
      this.active += 1
      start()
    }
  }
}
