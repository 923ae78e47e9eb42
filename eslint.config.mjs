import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import { defineConfig } from "eslint/config"
import tseslint from "typescript-eslint"
import noFloatMoney from "./scripts/lint/no-float-money.mjs"
import partBoundaries from "./scripts/lint/part-boundaries.mjs"

const typescript = ["**/*.ts", "**/*.tsx"]
const tests = ["**/__tests__/**", "integration-tests/**", "src/conformance/**"]

// Medusa's preset leaves out tests wholesale; its rules are kept and the tests are not lost.
const medusaRules = medusa.configs.recommended.filter(({ files, plugins }) => files || plugins)

const testsThatDoNotRun = [
  {
    selector:
      "MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]",
    message: "A test that does not run proves nothing.",
  },
  {
    selector: "CallExpression[callee.name=/^([xf](it|test|describe))$/]",
    message: "A test that does not run proves nothing.",
  },
]

export default defineConfig(
  {
    ignores: ["**/node_modules", "**/dist", "**/static", "scripts/floor-shop", ".medusa", ".demo"],
  },
  {
    plugins: {
      project: { rules: { "no-float-money": noFloatMoney, "part-boundaries": partBoundaries } },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "project/part-boundaries": "error",
      "no-restricted-syntax": ["error", ...testsThatDoNotRun],
      "max-lines": ["error", { max: 350 }],
    },
  },
  {
    // Node's own names are checked by tsc (scripts/tsconfig.json).
    files: ["**/*.mjs", "**/*.js"],
    extends: [js.configs.recommended],
    rules: {
      "no-undef": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-empty": "error",
      "prefer-const": "error",
    },
  },
  {
    files: typescript,
    extends: [
      js.configs.recommended,
      ...tseslint.configs.recommendedTypeChecked,
      ...tseslint.configs.strict,
    ],
    languageOptions: {
      parserOptions: { project: "tsconfig.lint.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      // Medusa's and knex's query builders can be awaited and are handed around as values.
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { arguments: false } },
      ],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": false }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // Medusa's interfaces ask for async methods, also of those that wait for nothing.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/unbound-method": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-empty": ["error", { allowEmptyCatch: false }],
    },
  },
  {
    files: ["src/**/*.ts", "src/**/*.tsx"],
    ignores: tests,
    extends: [medusaRules],
    rules: {
      "no-console": "error",
      // Steps share their names with those of every other plugin in the shop: ours have a prefix.
      "@medusajs/step-id-kebab-case": "off",
    },
  },
  {
    // What fails in the background answers no request; it is logged and tried again.
    files: ["src/{settlement,webhooks,reconciliation,jobs}/**/*.ts"],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  {
    files: ["src/**/*.ts", "src/**/*.tsx", "storefront/src/**/*.ts", "storefront/src/**/*.tsx"],
    ignores: tests,
    rules: { "project/no-float-money": "error" },
  },
  {
    // The one place where Medusa's numbers become Money.
    files: ["src/core/money.ts"],
    rules: { "project/no-float-money": ["error", { allowNumeric: true }] },
  },
  {
    // What a shop answers over HTTP and what a mock was called with have no types.
    files: tests,
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
    },
  }
)
