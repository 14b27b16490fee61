import { securityHeaders } from '../headers.ts'
import { MEDIA_TYPES } from './media-types.ts'

/** A complete server block; the lines to change come first, and tests change the same ones. */
export function nginxConfig(): string {
  const headers = Object.entries({ ...securityHeaders, 'Cache-Control': 'no-cache' })
  return `# Nearside on nginx. Put this file where nginx reads server blocks, such as /etc/nginx/conf.d/nearside.conf.

server {
    # change these five to yours
    listen 443 ssl;
    server_name nearside.example.org;
    ssl_certificate /etc/ssl/certs/nearside.pem;
    ssl_certificate_key /etc/ssl/private/nearside.key;
    root /srv/nearside/app;

    server_tokens off;

    # An add_header in a location would switch all of these off there.
${headers.map(([name, value]) => `    add_header ${name} ${quoted(value)} always;`).join('\n')}

    types {
${typeLines()}
    }
    default_type application/octet-stream;
    charset utf-8;

    gzip on;
    gzip_min_length 1024;
    gzip_types text/css text/javascript application/json application/wasm image/svg+xml text/csv;

    # A missing file is a 404, never the start page: a page in place of a model would be taken for one.
    location = / {
        try_files /index.html =404;
    }
    location / {
        try_files $uri =404;
    }
    location ~ /\\. {
        return 404;
    }
}
`
}

function typeLines(): string {
  const extensionsOf = (type: string): string[] =>
    Object.keys(MEDIA_TYPES).filter((extension) => MEDIA_TYPES[extension] === type)
  return [...new Set(Object.values(MEDIA_TYPES))]
    .map((type) => `        ${type} ${extensionsOf(type).join(' ')};`)
    .join('\n')
}

function quoted(value: string): string {
  if (/["$\\]/.test(value)) throw new Error(`nginx would read this header value otherwise: ${value}`)
  return `"${value}"`
}
