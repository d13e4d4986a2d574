export {
  Alarm,
  type AlarmProps,
  COMPARISON,
  type Comparison,
  type MissingData,
  type PlainStatistic,
  type Statistic,
} from "./alarm";
export { AlarmTopic, type AlarmTopicProps, subscriptionId } from "./alarm-topic";
export { BeanstalkAlarms, type BeanstalkAlarmsProps } from "./beanstalk-alarms";
export {
  DATADOG_AGENT_IMAGE,
  type DatadogOptions,
  daemonAgent,
  datadogVersion,
  LOG_ROUTER_IMAGE,
  withDatadog,
} from "./datadog";
export { ServiceLogGroup, type ServiceLogGroupProps } from "./log-group";
export { type MathMetric, MetricMathAlarm, type MetricMathAlarmProps } from "./metric-math-alarm";
export { ServiceAlarms, type ServiceAlarmsProps } from "./service-alarms";
export type { ServiceTraffic } from "./traffic-alarm";
export { WorkflowAlarm, type WorkflowAlarmProps } from "./workflow-alarm";
