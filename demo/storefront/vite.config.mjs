import { defineConfig } from "vite"

// JSX by esbuild alone: the shop is built to be served, not developed with hot reloading.
export default defineConfig({
  logLevel: "warn",
  esbuild: { jsx: "automatic" },
  resolve: { dedupe: ["react", "react-dom"] },
  build: {
    target: "es2022",
    emptyOutDir: true,
    rollupOptions: {
      onwarn(warning, warn) {
        // "use client" is for servers that render; there is none here.
        if (!["MODULE_LEVEL_DIRECTIVE", "SOURCEMAP_ERROR"].includes(warning.code)) {
          warn(warning)
        }
      },
    },
  },
})
