import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { securityHeaders } from './tools/headers.ts'

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0 },
  preview: { headers: securityHeaders },
})
