import { useEffect, useState, type ReactElement } from 'react'

/** A picture whose bytes take a while to come; an empty place until then, and where there are none. */
export function LoadedPicture(props: {
  /** Called again when it changes. */
  load: () => Promise<Blob | null>
  name: string
}): ReactElement {
  const { load, name } = props
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    const show = async (): Promise<void> => {
      const file = await load()
      if (gone || !file) return
      made = URL.createObjectURL(file)
      setUrl(made)
    }
    void show()
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [load])
  // a broken file leaves its place empty: the import will list it with the reason
  return url ? (
    <img className="thumbnail" src={url} alt={name} title={name} onError={() => setUrl(null)} />
  ) : (
    <span className="thumbnail" title={name} />
  )
}
