import { describe, expect, it } from "vitest";
import { runbookView } from "../../stacks/runbook";
import { renderMarkdown } from "../../templates/render";
import { PLATFORM, TEAM, validated, withService } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";

const COMMIT = "source: { codecommit: app, branch: main }";
const TASKS = `      migrate: { like: app, kind: task, command: [migrate] }
      smoke: { like: app, kind: task, command: [smoke] }
`;
const FREEZE = '    delivery: { freeze: { nights: { from: "0 18 * * *", until: "0 8 * * 1-5" } } }\n';
const WHOLE = `${withService(`pipeline: { ${COMMIT}, before: migrate, after: smoke }`)}${TASKS}${FREEZE}`;
const ON_BEANSTALK = withService(
  `runtime: beanstalk\nhealthCheck: { path: /up }\nenvironment: { GREETING: "$\{USER} it's" }\npipeline: { ${COMMIT}, approval: false }`,
);

function stackOf(team: string): WrittenStack {
  const [stack] = stacksOf(temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team })).values();
  if (stack === undefined) throw new Error("the team file is wrong");
  return stack;
}

interface Stage {
  readonly name: string;
  readonly action: { readonly name: string; readonly provider: string }[];
}

const stagesOf = (stack: WrittenStack) =>
  (stack.one("aws_codepipeline", "delivery_app_pipeline_pipeline").stage as Stage[]).map(
    ({ name, action }) => [name, ...action.map((one) => `${one.name}: ${one.provider}`)],
  );

describe("a pipeline with everything around its deployment", () => {
  it("asks, migrates, deploys and tests", () => {
    const stack = stackOf(WHOLE);
    expect(stagesOf(stack)).toEqual([
      ["Source", "Source: CodeCommit"],
      ["Build", "Build: CodeBuild"],
      ["Approve", "Approve: Manual"],
      ["Prepare", "migrate: StepFunctions"],
      ["Deploy", "Deploy: ECS", "smoke: StepFunctions"],
    ]);
  });

  it("lets the tasks pull what the pipeline pushed", () => {
    const stack = stackOf(WHOLE);
    for (const task of ["app", "migrate", "smoke"]) {
      const role = stack.one("aws_iam_role_policy", `service_${task}_roles_execution_policy`);
      expect(role.policy, task).toContain("repository/festa-production/app");
    }
  });

  it("closes the gate before anybody is asked", () => {
    const stack = stackOf(WHOLE);
    const { definition } = stack.one("aws_sfn_state_machine", "delivery-freeze_machine");
    const [branch] = JSON.parse(String(definition)).States.Close.Branches;
    expect(branch.States["festa-production-app"].Arguments).toMatchObject({ StageName: "Approve" });
  });

  it("tells in the runbook how to approve, to deploy in a freeze, and to bring a change of the file", () => {
    const stack = stackOf(WHOLE);
    const text = renderMarkdown("runbook", runbookView(stack.environment));
    expect(text).toContain("aws codepipeline put-approval-result --pipeline-name festa-production-app");
    expect(text).toContain(
      "enable-stage-transition --pipeline-name festa-production-app --stage-name Approve",
    );
    expect(text).toContain(
      'update-service --cluster festa-production --service app --task-definition "$NEXT"',
    );
  });
});

describe("a pipeline to Beanstalk", () => {
  it("deploys a version, with the rights that this takes", () => {
    const stack = stackOf(ON_BEANSTALK);
    expect(stagesOf(stack).at(-1)).toEqual(["Deploy", "Deploy: ElasticBeanstalk"]);
    expect(Object.values(stack.all("aws_iam_role_policy_attachment"))).toContainEqual(
      expect.objectContaining({
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk",
      }),
    );
  });

  it("tells in the runbook how to go back", () => {
    const stack = stackOf(ON_BEANSTALK);
    const text = renderMarkdown("runbook", runbookView(stack.environment));
    expect(text).toContain("describe-application-versions --application-name festa-production");
    expect(text).toContain(
      "update-environment --environment-name festa-production-app --version-label LABEL",
    );
    expect(text).not.toContain('"$NEXT"');
  });

  it("leaves the version to the pipeline", () => {
    const stack = stackOf(ON_BEANSTALK);
    const environment = stack.one("aws_elastic_beanstalk_environment", "service_app_beanstalk_environment");
    expect(environment.lifecycle).toEqual({ ignore_changes: ["solution_stack_name", "version_label"] });
  });

  it("packs the bundle anew with the image that was built, as the team file says", () => {
    const stack = stackOf(ON_BEANSTALK);
    const project = stack.one("aws_codebuild_project", "delivery_app_build_project");
    const [{ buildspec } = { buildspec: "" }] = [project.source].flat() as { buildspec: string }[];
    expect(buildspec).toContain("mkdir -p '.ebextensions'");
    expect(buildspec).toContain("<BUILT_IMAGE>");
    expect(buildspec).toContain("sed -i");
    // Terraform takes two signs for one, and takes what follows as text.
    expect(buildspec).toContain("$${USER}");
    expect(buildspec).not.toMatch(/(?<!\$)\$\{USER/);
  });
});

describe("an environment without pipelines", () => {
  it("has nothing of all this", () => {
    const stack = stackOf(TEAM);
    expect(stack.addresses().filter((address) => /\.delivery[-_]/.test(address))).toEqual([]);
    const { environments } = validated(TEAM);
    expect(environments?.[0]?.delivery.freeze).toEqual([]);
  });
});
