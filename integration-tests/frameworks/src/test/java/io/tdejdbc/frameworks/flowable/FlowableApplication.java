package io.tdejdbc.frameworks.flowable;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Site;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.engine.runtime.ProcessInstance;
import org.flowable.job.api.Job;
import org.flowable.task.api.Task;

/** Claims handling as a process: deployment, tasks, variables, jobs, timers, messages, history. */
public final class FlowableApplication implements Application {
    private static final Date LONG_AGO = Date.from(Instant.parse("2001-01-01T00:00:00Z"));
    private static final Date FAR_OFF = Date.from(Instant.parse("2099-01-01T00:00:00Z"));

    private ProcessEngine engine;

    @Override
    public String framework() {
        return "Flowable";
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        answers.step("schema", () -> {
            StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
            configuration.setDataSource(site.dataSource());
            configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
            configuration.setAsyncExecutorActivate(false);
            engine = configuration.buildProcessEngine();
            return "made";
        });
        try {
            processes(answers);
            tasks(answers);
            jobs(answers);
            history(answers);
            people(answers);
            removals(answers);
        } finally {
            engine.close();
        }
    }

    private void processes(Answers answers) throws Exception {
        var repository = engine.getRepositoryService();
        var runtime = engine.getRuntimeService();
        answers.step(
                "deploy",
                () -> repository
                        .createDeployment()
                        .name("office")
                        .addClasspathResource("flowable/claim.bpmn20.xml")
                        .deploy()
                        .getName());
        answers.step(
                "definitions",
                () -> repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("claim")
                        .latestVersion()
                        .singleResult()
                        .getName());
        answers.step("start", () -> {
            engine.getIdentityService().setAuthenticatedUserId("agent");
            for (int i = 1; i <= 4; i++) {
                runtime.startProcessInstanceByKey(
                        "claim",
                        "CLAIM-" + i,
                        Map.of("amount", 50L * i, "customer", "Ada " + i, "note", "n".repeat(50 * i)));
            }
            return runtime.createProcessInstanceQuery().count();
        });
        answers.step(
                "instance by business key",
                () -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("CLAIM-2")
                        .singleResult()
                        .getBusinessKey());
        answers.step(
                "instances by variable",
                () -> runtime.createProcessInstanceQuery()
                        .variableValueEquals("customer", "Ada 3")
                        .count());
        answers.step(
                "instances by a number",
                () -> runtime.createProcessInstanceQuery()
                        .variableValueGreaterThan("amount", 100L)
                        .count());
        answers.step(
                "instances, a page",
                () -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey("claim")
                        .orderByProcessInstanceId()
                        .asc()
                        .listPage(0, 2)
                        .size());
        answers.step(
                "instances started",
                () -> runtime.createProcessInstanceQuery()
                        .startedAfter(LONG_AGO)
                        .startedBefore(FAR_OFF)
                        .count());
        answers.step(
                "executions",
                () -> runtime.createExecutionQuery().activityId("assess").count());
        answers.step(
                "variables",
                () -> new TreeMap<>(runtime.getVariables(instance("CLAIM-1").getId())));
        answers.step("set a variable", () -> {
            runtime.setVariable(instance("CLAIM-1").getId(), "customer", "Blaise");
            runtime.setVariable(instance("CLAIM-1").getId(), "extra", 7);
            return runtime.getVariable(instance("CLAIM-1").getId(), "customer");
        });
        answers.step("remove a variable", () -> {
            runtime.removeVariable(instance("CLAIM-1").getId(), "extra");
            return runtime.hasVariable(instance("CLAIM-1").getId(), "extra");
        });
        answers.step("suspend", () -> {
            runtime.suspendProcessInstanceById(instance("CLAIM-4").getId());
            long suspended = runtime.createProcessInstanceQuery().suspended().count();
            runtime.activateProcessInstanceById(instance("CLAIM-4").getId());
            return suspended;
        });
    }

    private ProcessInstance instance(String key) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult();
    }

    private Task task(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key)
                .taskDefinitionKey("assess")
                .singleResult();
    }

    private void tasks(Answers answers) throws Exception {
        var service = engine.getTaskService();
        answers.step(
                "tasks of a group",
                () -> service.createTaskQuery().taskCandidateGroup("experts").count());
        answers.step(
                "tasks of groups",
                () -> service.createTaskQuery()
                        .taskCandidateGroupIn(List.of("experts", "chiefs"))
                        .count());
        answers.step("claim a task", () -> {
            service.claim(task("CLAIM-1").getId(), "ada");
            return service.createTaskQuery().taskAssignee("ada").count();
        });
        answers.step(
                "tasks of a person",
                () -> service.createTaskQuery().taskCandidateOrAssigned("ada").count());
        answers.step(
                "tasks by name",
                () -> service.createTaskQuery().taskName("Assess the claim").count());
        answers.step(
                "tasks by part of the name",
                () -> service.createTaskQuery().taskNameLike("Assess%").count());
        answers.step(
                "tasks by variable",
                () -> service.createTaskQuery()
                        .processVariableValueEquals("customer", "Ada 2")
                        .count());
        answers.step(
                "tasks due",
                () -> service.createTaskQuery()
                        .taskDueBefore(FAR_OFF)
                        .taskMinPriority(50)
                        .count());
        answers.step(
                "tasks in order",
                () -> service.createTaskQuery()
                        .orderByTaskPriority()
                        .desc()
                        .orderByTaskCreateTime()
                        .asc()
                        .listPage(0, 3)
                        .size());
        answers.step(
                "tasks with variables",
                () -> service.createTaskQuery()
                        .includeProcessVariables()
                        .taskAssignee("ada")
                        .list()
                        .get(0)
                        .getProcessVariables()
                        .get("customer"));
        answers.step("change a task", () -> {
            Task task = task("CLAIM-1");
            task.setPriority(90);
            task.setDescription("Look twice");
            service.saveTask(task);
            return task("CLAIM-1").getDescription();
        });
        answers.step("comment", () -> {
            service.addComment(task("CLAIM-1").getId(), instance("CLAIM-1").getId(), "A call to the customer");
            return service.getTaskComments(task("CLAIM-1").getId()).get(0).getFullMessage();
        });
        answers.step("attachment", () -> {
            service.createAttachment(
                    "text/plain",
                    task("CLAIM-1").getId(),
                    instance("CLAIM-1").getId(),
                    "report",
                    "from the expert",
                    "https://example.org/report");
            return service.getTaskAttachments(task("CLAIM-1").getId()).size();
        });
        answers.step("delegate", () -> {
            service.delegateTask(task("CLAIM-2").getId(), "blaise");
            service.resolveTask(task("CLAIM-2").getId());
            return task("CLAIM-2").getDelegationState();
        });
        answers.step("candidate", () -> {
            service.addCandidateUser(task("CLAIM-3").getId(), "carl");
            long found = service.createTaskQuery().taskCandidateUser("carl").count();
            service.deleteCandidateUser(task("CLAIM-3").getId(), "carl");
            return found;
        });
        answers.step("a task of its own", () -> {
            Task task = service.newTask();
            task.setName("Call back");
            task.setAssignee("ada");
            service.saveTask(task);
            service.setVariableLocal(task.getId(), "phone", "+39 06 1");
            service.complete(task.getId());
            return "done";
        });
        answers.step("complete", () -> {
            service.complete(task("CLAIM-1").getId());
            service.complete(task("CLAIM-3").getId(), Map.of("verdict", "pay"));
            return engine.getRuntimeService().createProcessInstanceQuery().count();
        });
    }

    private void jobs(Answers answers) throws Exception {
        var management = engine.getManagementService();
        answers.step("jobs", () -> management.createJobQuery().count());
        answers.step("timers", () -> management.createTimerJobQuery().count());
        answers.step(
                "timers due",
                () -> management
                        .createTimerJobQuery()
                        .duedateLowerThan(FAR_OFF)
                        .orderByJobDuedate()
                        .asc()
                        .list()
                        .size());
        answers.step("execute a job", () -> {
            Job job = management.createJobQuery().singleResult();
            management.executeJob(job.getId());
            return management.createJobQuery().count();
        });
        answers.step("execute a timer", () -> {
            Job timer = management
                    .createTimerJobQuery()
                    .processInstanceId(instance("CLAIM-2").getId())
                    .singleResult();
            management.moveTimerToExecutableJob(timer.getId());
            management.executeJob(timer.getId());
            return engine.getTaskService()
                    .createTaskQuery()
                    .taskAssignee("chief")
                    .count();
        });
        answers.step("message", () -> {
            var runtime = engine.getRuntimeService();
            String waiting = runtime.createExecutionQuery()
                    .messageEventSubscriptionName("letter")
                    .singleResult()
                    .getId();
            runtime.messageEventReceived("letter", waiting);
            return runtime.createEventSubscriptionQuery().count();
        });
        answers.step("dead jobs", () -> management.createDeadLetterJobQuery().count());
    }

    private void history(Answers answers) throws Exception {
        var history = engine.getHistoryService();
        answers.step(
                "history: instances",
                () -> history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey("CLAIM-1")
                        .finished()
                        .count());
        answers.step(
                "history: unfinished",
                () -> history.createHistoricProcessInstanceQuery()
                        .unfinished()
                        .orderByProcessInstanceStartTime()
                        .desc()
                        .list()
                        .size());
        answers.step(
                "history: by time",
                () -> history.createHistoricProcessInstanceQuery()
                        .finishedAfter(LONG_AGO)
                        .count());
        answers.step(
                "history: started by",
                () -> history.createHistoricProcessInstanceQuery()
                        .startedBy("agent")
                        .count());
        answers.step(
                "history: tasks",
                () -> history.createHistoricTaskInstanceQuery()
                        .taskAssignee("ada")
                        .finished()
                        .count());
        answers.step(
                "history: tasks by variable",
                () -> history.createHistoricTaskInstanceQuery()
                        .processVariableValueEquals("customer", "Ada 3")
                        .count());
        answers.step(
                "history: activities",
                () -> history.createHistoricActivityInstanceQuery()
                        .activityType("userTask")
                        .orderByHistoricActivityInstanceStartTime()
                        .asc()
                        .list()
                        .size());
        answers.step(
                "history: variables",
                () -> history.createHistoricVariableInstanceQuery()
                        .variableName("customer")
                        .count());
        answers.step(
                "history: variable by value",
                () -> history.createHistoricVariableInstanceQuery()
                        .variableValueEquals("customer", "Ada 2")
                        .count());
        answers.step(
                "history: with variables",
                () -> history.createHistoricProcessInstanceQuery()
                        .includeProcessVariables()
                        .processInstanceBusinessKey("CLAIM-3")
                        .singleResult()
                        .getProcessVariables()
                        .get("verdict"));
    }

    private void people(Answers answers) throws Exception {
        var identity = engine.getIdentityService();
        answers.step("user", () -> {
            var user = identity.newUser("ada");
            user.setFirstName("Ada");
            user.setLastName("Byron");
            user.setEmail("ada@example.org");
            user.setPassword("secret");
            identity.saveUser(user);
            return identity.checkPassword("ada", "secret");
        });
        answers.step("group", () -> {
            identity.saveGroup(identity.newGroup("experts"));
            identity.createMembership("ada", "experts");
            return identity.createUserQuery().memberOfGroup("experts").count();
        });
        answers.step(
                "users by mail",
                () -> identity.createUserQuery().userEmail("ada@example.org").count());
        answers.step(
                "users in order",
                () -> identity.createUserQuery()
                        .orderByUserLastName()
                        .asc()
                        .list()
                        .size());
        answers.step(
                "groups of a user",
                () -> identity.createGroupQuery().groupMember("ada").count());
    }

    private void removals(Answers answers) throws Exception {
        answers.step("delete an instance", () -> {
            engine.getRuntimeService().deleteProcessInstance(instance("CLAIM-4").getId(), "withdrawn");
            return engine.getRuntimeService().createProcessInstanceQuery().count();
        });
        answers.step("delete from history", () -> {
            var history = engine.getHistoryService();
            history.deleteHistoricProcessInstance(history.createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey("CLAIM-4")
                    .singleResult()
                    .getId());
            return history.createHistoricProcessInstanceQuery().count();
        });
        answers.step("delete the deployment", () -> {
            var repository = engine.getRepositoryService();
            repository.deleteDeployment(
                    repository.createDeploymentQuery().singleResult().getId(), true);
            return repository.createProcessDefinitionQuery().count();
        });
    }
}
