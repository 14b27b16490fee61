import type { ReactElement } from 'react'

/** A screen about a file that the page has forgotten. @param what "file", "archive" */
export function NoFileChosen({ what }: { what: string }): ReactElement {
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>No {what} chosen</h1>
        <p className="screen__lead">Files are not kept between visits; choose it again.</p>
      </header>
      <p>
        <a className="button button--primary" href="#/">
          Choose a file
        </a>
      </p>
    </div>
  )
}
