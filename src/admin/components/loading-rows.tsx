interface LoadingRowsProps {
  readonly rows?: number
}

const ROWS = 4

/** The place of what is being loaded. */
export function LoadingRows({ rows = ROWS }: LoadingRowsProps) {
  return (
    <div aria-hidden className="flex flex-col gap-y-3 px-6 py-4">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="bg-ui-bg-component h-5 w-full animate-pulse rounded-md" />
      ))}
    </div>
  )
}
