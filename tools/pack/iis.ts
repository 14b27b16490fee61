import { securityHeaders } from '../headers.ts'
import { MEDIA_TYPES } from './media-types.ts'

/** The web.config of a site whose folder is the packed app. */
export function iisConfig(): string {
  const headers = Object.entries(securityHeaders)
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- Nearside on IIS. Put this file into the folder of the site, beside index.html. -->
<configuration>
  <system.webServer>
    <staticContent>
${Object.entries(MEDIA_TYPES)
  .map(
    ([extension, type]) =>
      `      <remove fileExtension=".${extension}" />\n      <mimeMap fileExtension=".${extension}" mimeType="${type}" />`,
  )
  .join('\n')}
      <!-- sends Cache-Control: no-cache -->
      <clientCache cacheControlMode="DisableCache" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
${headers.map(([name, value]) => `        <remove name="${name}" />\n        <add name="${name}" value="${escaped(value)}" />`).join('\n')}
      </customHeaders>
    </httpProtocol>
    <defaultDocument enabled="true">
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <directoryBrowse enabled="false" />
  </system.webServer>
</configuration>
`
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
