/** README.txt of a packed folder, for whoever puts it on a server. */
export function packReadme(version: string, models: readonly string[]): string {
  return `Nearside ${version}, packed for a web server of your own

  app/         put this folder on any server for static files, over https, at the root of a host name
  conf/        nginx.conf and, for IIS, web.config: the headers and media types that the app needs
  SHA256SUMS   check what you received:  sha256sum -c SHA256SUMS

Then open https://YOUR-HOST/self-check.html. It looks at the headers, the media types and every file as your server
sends them, and says what to change.

Models: ${models.join(', ') || 'none'}

Not over plain http, and not from a folder (file://): browsers switch off there what the app needs to work offline and
to keep data safe. Only http://localhost is as good as https.

Nearside sends nothing anywhere; the server only hands out these files. Research use only. Not a medical device.
`
}
