import { Component, type ReactNode } from 'react';
import { Undrawable } from './undrawable.tsx';

type Props = { readonly block: object; readonly children: ReactNode };

/** Keeps a block that can't be drawn from taking the page with it. React has no other way to say this than a class. */
export class Boundary extends Component<Props, { readonly broken: object | undefined }> {
  override state: { broken: object | undefined } = { broken: undefined };

  static getDerivedStateFromError(error: unknown): { broken: object } {
    return { broken: Object(error) };
  }

  /** A block that was mended by the app gets another chance. */
  override componentDidUpdate(before: Props): void {
    if (before.block !== this.props.block && this.state.broken)
      this.setState({ broken: undefined });
  }

  override render(): ReactNode {
    return this.state.broken ? <Undrawable block={this.props.block} /> : this.props.children;
  }
}
