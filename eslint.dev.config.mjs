// Tests, scripts and the sandbox. What ships is linted by n8n's own rules: see eslint.config.mjs.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig({
	files: ['examples/**/*.cts', 'sandbox/**/*.cts', 'scripts/**/*.cts', 'test/**/*.cts'],
	extends: [tseslint.configs.recommendedTypeChecked],
	languageOptions: {
		parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
	},
	rules: { '@typescript-eslint/switch-exhaustiveness-check': 'error' },
});
