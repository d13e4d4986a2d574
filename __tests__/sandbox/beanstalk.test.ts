import { expect, test } from "vitest";
import { deployable, FIRST, SECOND } from "../modules/beanstalk/deployable";
import { WEB } from "../modules/beanstalk/fixture";
import { liveThrough } from "../support/module-sandbox";

test("a web and a worker service on Elastic Beanstalk are deployed, changed and destroyed, each time as planned", async (context) => {
  await liveThrough(context, {
    first: deployable(FIRST),
    second: deployable(SECOND),
    zones: { "example.net": WEB.zoneId },
    changes: (addresses) => {
      expect(addresses).toContain("aws_elastic_beanstalk_environment.blog_environment");
      // A change of the environment takes neither the web ACL away nor its IPv4 names.
      expect(addresses.filter((address) => /wafv2|entrance_a_/.test(address))).toEqual([]);
    },
  });
});
