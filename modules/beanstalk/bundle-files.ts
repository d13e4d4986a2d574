import { renderShell, renderYaml } from "../../templates/render";
import { type DockerrunProps, dockerrun } from "./dockerrun";
import { FILES_ROOT, filesVolumes, hostPath, MOUNTS_VARIABLE } from "./host-paths";
import type { Files } from "./zip";

/** Program on the instance that mounts the shared file system. */
const MOUNT_SCRIPT = "/opt/teamstacks/mount-files.sh";

/** What must come back by itself on an instance. */
const UNITS = ["docker", "ecs"];

export interface BundleProps extends DockerrunProps {
  /** Whether a load balancer asks the instances for their health, and how long a new one may fail. */
  readonly web: { readonly gracePeriodSeconds: number } | undefined;
  readonly singleton: boolean;
}

/**
 * Every file of a source bundle. Only what is known before AWS has made anything is in it, so the bundle and
 * its hash do not depend on a deployment.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
 */
export function bundleFiles(props: BundleProps): Files {
  return {
    "Dockerrun.aws.json": `${JSON.stringify(dockerrun(props), undefined, 2)}\n`,
    ".ebextensions/10-restart.config": restart(),
    ...files(props),
    ...autoscaling(props),
    ...(props.web && { ".ebextensions/40-redirect.config": renderYaml("beanstalk/redirect.config", {}) }),
  };
}

function restart(): string {
  const units = UNITS.map((name) => ({ path: `/etc/systemd/system/${name}.service.d/10-restart.conf` }));
  return renderYaml("beanstalk/restart.config", { units });
}

function files({ task }: BundleProps): Files {
  const directories = filesVolumes(task).map(hostPath);
  if (directories.length === 0) return {};
  const text = renderShell("beanstalk/mount-files.sh", { variable: MOUNTS_VARIABLE, root: FILES_ROOT });
  const hook = renderShell("beanstalk/files-hook.sh", { script: MOUNT_SCRIPT });
  return {
    ".ebextensions/20-files.config": renderYaml("beanstalk/files.config", {
      script: { path: MOUNT_SCRIPT, text },
      directories,
    }),
    ".platform/confighooks/predeploy/20-files.sh": hook,
    ".platform/hooks/predeploy/20-files.sh": hook,
  };
}

function autoscaling({ web: elb, singleton }: BundleProps): Files {
  if (elb === undefined && !singleton) return {};
  return {
    ".ebextensions/30-autoscaling.config": renderYaml("beanstalk/autoscaling.config", { elb, singleton }),
  };
}
