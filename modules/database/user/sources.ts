/* What the task of a database user fetches from outside. Plain values, for rules too. */

/** AWS CLI of October 2025. @see https://gallery.ecr.aws/aws-cli/aws-cli */
export const CLI_IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.31.9";

/** MySQL client of the long-term line 8.4. @see https://gallery.ecr.aws/docker/library/mysql */
export const MYSQL_IMAGE = "public.ecr.aws/docker/library/mysql:8.4.6";

/** Host of the certificate authorities of RDS. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html */
export const AUTHORITIES_HOST = "truststore.pki.rds.amazonaws.com";
