import { Component, type ReactNode } from 'react';
import { UnsupportedBlock } from './unsupported-block.tsx';

type Props = { readonly block: object; readonly children: ReactNode };

/** Shows a placeholder for a block that fails to render. React requires a class for this. */
export class ErrorBoundary extends Component<Props, { readonly broken: object | undefined }> {
  override state: { broken: object | undefined } = { broken: undefined };

  static getDerivedStateFromError(error: unknown): { broken: object } {
    return { broken: Object(error) };
  }

  /** Tries again once the app has changed the block. */
  override componentDidUpdate(before: Props): void {
    if (before.block !== this.props.block && this.state.broken)
      this.setState({ broken: undefined });
  }

  override render(): ReactNode {
    return this.state.broken ? <UnsupportedBlock block={this.props.block} /> : this.props.children;
  }
}
