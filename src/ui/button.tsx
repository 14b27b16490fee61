import type { ButtonHTMLAttributes, ReactElement } from 'react'
import { Icon, type IconName } from './icons.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
}

export function Button({
  kind = 'plain',
  icon,
  children,
  className = '',
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button type="button" className={`button button--${kind} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
