/** @type {import('next').NextConfig} */
export default {
  // Another folder lets a second server be built beside a running one (tests, benchmarks).
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  serverExternalPackages: [
    'openworkflow',
    'postgres',
    'gpt-tokenizer',
    '@acontext/acontext',
    'openai',
    'kysely',
    'zod',
    'yaml',
    'fflate',
  ],
  allowedDevOrigins: ['127.0.0.1'],
  poweredByHeader: false,
  outputFileTracingExcludes: { '*': ['./.data/**'] },
};
