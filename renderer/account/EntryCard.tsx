// The frame of a page with one question: the product's name, a title, and what can be done.

import type { JSX } from 'solid-js'
import { appText } from '../text/app.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import styles from './SignIn.module.css'

export function EntryCard(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <main class={styles['entry']} id="content">
      <div class={styles['card']}>
        <div class={styles['brand']}>
          <BrandMark size={27} />
          {appText.product}
        </div>
        <h1>{props.title}</h1>
        {props.children}
      </div>
    </main>
  )
}
