import type { ISessionContext } from "@jupyterlab/apputils";
import type { Kernel, KernelMessage } from "@jupyterlab/services";
import { Signal } from "@lumino/signaling";

const TARGET = "jupyter.widget";

/** Which models of widgets the kernel of a notebook has now. */
export class LiveModels {
  /** Emitted when models came, or went with their kernel. */
  readonly changed = new Signal<this, void>(this);
  private readonly ids = new Set<string>();

  constructor(private readonly session: ISessionContext) {
    session.iopubMessage.connect(this.listen, this);
    session.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") this.forget();
    });
    session.kernelChanged.connect((_, { newValue }) => {
      this.forget();
      if (newValue) void this.ask(newValue);
    });
  }

  /** Whether the kernel has this model. */
  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Ask the kernel which models it has: after a page was loaded again it has many. */
  async ask(kernel: Kernel.IKernelConnection | null | undefined): Promise<void> {
    const reply = await kernel?.requestCommInfo({ target_name: TARGET });
    if (reply?.content.status !== "ok" || kernel !== this.session.session?.kernel) return;
    for (const id of Object.keys(reply.content.comms)) this.ids.add(id);
    this.changed.emit();
  }

  private listen(_: ISessionContext, message: KernelMessage.IMessage): void {
    if (message.header.msg_type !== "comm_open") return;
    const content = message.content as KernelMessage.ICommOpenMsg["content"];
    if (content.target_name === TARGET) this.ids.add(content.comm_id);
  }

  private forget(): void {
    this.ids.clear();
    this.changed.emit();
  }
}
