const swc = (syntax) => [
  "@swc/jest",
  {
    swcrc: false,
    sourceMaps: "inline",
    jsc: {
      target: "es2022",
      // As in tsconfig.json: Medusa's decorators and base classes set fields before ours would be defined.
      parser: { syntax: "typescript", decorators: true, tsx: syntax === "tsx" },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: "automatic" },
      },
    },
    module: { type: "commonjs" },
  },
]

const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "\\.ts$": swc("ts"), "\\.tsx$": swc("tsx") },
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "cjs", "json", "node"],
  testPathIgnorePatterns: ["/node_modules/"],
  // Compiled copies of the plugin would be found twice.
  modulePathIgnorePatterns: ["<rootDir>/\\.[a-z]", "<rootDir>/storefront/dist/"],
}

// What runs a whole shop in the test's own process.
const shops = {
  ...shared,
  testEnvironment: "<rootDir>/scripts/jest/shop-environment.cjs",
  globalSetup: "<rootDir>/integration-tests/support/migrated-database.ts",
}

// A whole run has the files of one-shop/ share shops, and a single file has its own.
const SHARED_SHOPS = "/integration-tests/together/"
const notRun = process.env.SHARED_SHOPS === "true" ? "/integration-tests/one-shop/" : SHARED_SHOPS

/** @type {import("jest").Config} */
module.exports = {
  // A slow or busy machine fails no test.
  testTimeout: 60_000,
  // What a file has loaded is never given back whole: a worker goes on to the end of its memory.
  workerIdleMemoryLimit: "1GB",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: [
        "<rootDir>/{src,sandbox,demo,benchmarks,scripts}/**/__tests__/**/*.unit.spec.{ts,tsx,mjs}",
      ],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, "<rootDir>/src/admin/"],
      moduleNameMapper: {
        // A test file loads everything anew: the small part of Medusa that it uses, and not all.
        "^@medusajs/(framework/)?utils$": "<rootDir>/scripts/jest/medusa-utils.cjs",
        "^@medusajs/framework$": "<rootDir>/scripts/jest/medusa-framework.cjs",
      },
    },
    {
      ...shared,
      displayName: "admin",
      testMatch: ["<rootDir>/src/admin/**/__tests__/**/*.unit.spec.{ts,tsx}"],
      testEnvironment: "jsdom",
      // Not the builds that are for bundlers of browsers' code.
      testEnvironmentOptions: { customExportConditions: ["node", "require"] },
      setupFiles: ["<rootDir>/scripts/jest/admin-globals.cjs"],
    },
    {
      ...shared,
      displayName: "storefront",
      testMatch: ["<rootDir>/storefront/**/__tests__/**/*.unit.spec.{ts,tsx}"],
      // The package is published as ES modules, whose imports name the compiled file.
      moduleNameMapper: {
        "^(\\.{1,2}/.*)\\.js$": "$1",
        // Another React than the project's: scripts/test-react.mjs.
        ...(process.env.REACT_MODULES && {
          "^(react|react-dom)(/.*)?$": `${process.env.REACT_MODULES}/$1$2`,
        }),
      },
    },
    {
      ...shops,
      displayName: "integration",
      testMatch: [
        "<rootDir>/integration-tests/**/*.spec.ts",
        "<rootDir>/{src,scripts,sandbox}/**/__tests__/**/*.integration.spec.{ts,mjs}",
      ],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        "/integration-tests/(faults|browser|nextjs)/",
        notRun,
      ],
    },
    {
      ...shops,
      displayName: "browser",
      testMatch: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
      globalSetup: "<rootDir>/integration-tests/browser/support/global-setup.ts",
    },
    {
      ...shops,
      displayName: "nextjs",
      testMatch: ["<rootDir>/integration-tests/nextjs/**/*.spec.ts"],
    },
    {
      ...shops,
      displayName: "benchmarks",
      testMatch: ["<rootDir>/benchmarks/src/**/*.bench.ts"],
      globalSetup: "<rootDir>/integration-tests/browser/support/global-setup.ts",
    },
    {
      ...shared,
      displayName: "faults",
      testMatch: ["<rootDir>/integration-tests/faults/**/*.spec.ts"],
      // What takes minutes and seldom breaks is for the long run.
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        ...(process.env.FAULTS_SPECS === "quick" ? ["clock-skew", "duplicate-flood"] : []),
      ],
      globalSetup: "<rootDir>/integration-tests/faults/support/template.ts",
    },
  ],
}
