#include "services/sangamctl/commands/plan_command.h"

#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/status/macros.h"
#include "sangam/matching/v1/plan.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/plan_proposal_command.h"
#include "services/sangamctl/commands/plan_request.h"
#include "services/sangamctl/commands/plan_titles.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/plan_screen/plan_screen.h"
#include "services/sangamctl/plan_screen/plan_summary.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::PlanConvergenceRequest;
using matching::v1::PlanConvergenceResponse;
using registry::v1::Plan;

// Scripts are to see that there is no plan, whatever it was printed as.
ExitCode CodeFor(const type::v1::ConvergencePlan& plan, ExitCode printed) {
  return printed == kExitOk && plan.needs().empty() ? kExitBadInput : printed;
}

// One run of the command.
class PlanRun {
 public:
  PlanRun(const ParsedCommand& command, const Settings& settings,
          const Clock& clock)
      : command_(command),
        settings_(settings),
        words_(ChooseWords(command)),
        caller_(settings, clock) {}

  ExitCode FromFile() {
    Problems problems;
    const std::string file = command_.Value("file");
    const std::string text = ReadFile(file, std::cin, problems);
    if (problems.empty()) ReadSingleMessage(file, text, request_, problems);
    if (!problems.empty()) return ComplainOf(problems);
    return Ask();
  }

  ExitCode FromStored(const std::string& name) {
    registry::v1::GetPlanRequest get;
    get.set_name(name);
    PlanConvergenceRequest flags;
    const std::string fault = FillPlanRequest(command_, flags);
    if (!fault.empty()) return ComplainOfUsage(fault);
    const bool anew = AsksAnew(command_);
    if (!anew && flags.has_read_at()) *get.mutable_read_at() = flags.read_at();
    registry::v1::GetPlanResponse got;
    const absl::Status status =
        caller_.Call(Service::kRegistry, "GetPlan", get, got);
    if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller_);
    stored_ = got.plan();
    if (!anew) {
      return command_.Has("save")
                 ? KeepAsMade()
                 : CodeFor(stored_->plan(), ShowStored(*stored_));
    }
    *request_.mutable_subject() = stored_->subject();
    *request_.mutable_terms() = stored_->terms();
    // A past state may lack it; the one that it was read from does not.
    if (!flags.has_read_at()) {
      request_.set_plan(stored_->name());
      request_.mutable_read_at()->set_at_least_token(got.token());
    }
    if (stored_->basis().has_as_of()) {
      *request_.mutable_as_of() = stored_->basis().as_of();
    }
    return Ask();
  }

 private:
  ExitCode KeepAsMade() {
    Plan kept = PlanToKeep(command_, *stored_);
    const absl::Status status = Keep(kept);
    if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller_);
    return CodeFor(kept.plan(), ShowStored(kept));
  }

  ExitCode ShowStored(const Plan& plan) {
    if (settings_.output == OutputFormat::kJson) return Print(WriteJson(plan));
    if (settings_.output == OutputFormat::kYaml) return Print(WriteYaml(plan));
    PlanHeading heading;
    heading.title = plan.title().empty() ? plan.name() : plan.title();
    heading.as_of = plan.basis().as_of();
    heading.disclaimer =
        words_.Say("As it was stored. A proposal, not a sanction.",
                   "जैसा सहेजा गया था। प्रस्ताव है, स्वीकृति नहीं।");
    return PrintPlan(plan.plan(), plan.terms(), std::move(heading));
  }

  ExitCode PrintPlan(const type::v1::ConvergencePlan& plan,
                     const type::v1::PlanTerms& terms, PlanHeading heading) {
    std::set<std::string> applicants;
    for (const auto& applicant : terms.applicants()) {
      if (applicant.subject().has_name()) {
        applicants.insert(applicant.subject().name());
      }
    }
    heading.titles = ReadPlanTitles(plan, caller_, words_, applicants);
    const Layout layout = LayoutOfStandardOutput();
    return Print(command_.Has("details")
                     ? DrawPlan(plan, terms, heading, words_, layout)
                     : DrawPlanSummary(plan, terms, heading, words_, layout));
  }

  ExitCode Ask() {
    const std::string fault = FillPlanRequest(command_, request_);
    if (!fault.empty()) return ComplainOfUsage(fault);
    PlanConvergenceResponse response;
    const absl::Status status =
        caller_.Call(Service::kMatching, "PlanConvergence", request_, response);
    if (!status.ok()) return ComplainOf(status, Service::kMatching, caller_);
    if (command_.Has("save")) {
      const absl::Status saved = Save(response);
      if (!saved.ok()) return ComplainOf(saved, Service::kRegistry, caller_);
    }
    return CodeFor(response.plan(), Show(response));
  }

  absl::Status Save(const PlanConvergenceResponse& response) {
    Plan plan;
    plan.set_name(command_.Value("save"));
    plan.set_title(command_.Has("title") ? command_.Value("title")
                   : stored_             ? stored_->title()
                                         : response.subject_title());
    *plan.mutable_subject() = request_.subject();
    *plan.mutable_terms() = request_.terms();
    *plan.mutable_plan() = response.plan();
    type::v1::PlanBasis& basis = *plan.mutable_basis();
    *basis.mutable_as_of() = response.basis().as_of();
    basis.set_token(response.basis().token());
    basis.set_engine_version(response.basis().engine_version());
    basis.set_request_digest(response.basis().request_digest());
    if (stored_ && stored_->name() == plan.name()) {
      plan.set_etag(stored_->etag());
    }
    return Keep(plan);
  }

  // A plan of another name is never written over; the one that was read, which
  // has its etag, only as long as nobody changed it since. Then `plan` is as it
  // is stored.
  absl::Status Keep(Plan& plan) {
    if (!plan.etag().empty()) {
      registry::v1::UpdatePlanRequest update;
      *update.mutable_plan() = plan;
      registry::v1::UpdatePlanResponse updated;
      SANGAM_RETURN_IF_ERROR(
          caller_.Call(Service::kRegistry, "UpdatePlan", update, updated));
      plan = updated.plan();
      return absl::OkStatus();
    }
    registry::v1::CreatePlanRequest create;
    *create.mutable_plan() = plan;
    registry::v1::CreatePlanResponse created;
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(Service::kRegistry, "CreatePlan", create, created));
    plan = created.plan();
    return absl::OkStatus();
  }

  ExitCode Show(const PlanConvergenceResponse& response) {
    if (settings_.output == OutputFormat::kJson) {
      return Print(WriteJson(response));
    }
    if (settings_.output == OutputFormat::kYaml) {
      return Print(WriteYaml(response));
    }
    PlanHeading heading;
    heading.title = response.subject_title();
    if (heading.title.empty()) heading.title = response.subject();
    if (heading.title.empty()) {
      heading.title =
          absl::StrCat(words_.Say("a profile", "एक विवरण"),
                       KindInBrackets(request_.subject().profile(), words_));
    }
    heading.as_of = response.basis().as_of();
    heading.disclaimer = response.disclaimer();
    return PrintPlan(response.plan(), request_.terms(), std::move(heading));
  }

  const ParsedCommand& command_;
  const Settings& settings_;
  const Words words_;
  ServiceCaller caller_;
  PlanConvergenceRequest request_;
  absl::optional<Plan> stored_;
};

}  // namespace

ExitCode RunPlan(const ParsedCommand& command, const Settings& settings,
                 const Clock& clock) {
  const std::string fault = FaultOfPlanFlags(command);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (AsksForProposal(command)) {
    return RunPlanProposal(command, settings, clock);
  }
  if (command.Has("file") == !command.arguments.empty()) {
    return ComplainOfUsage(command.Has("file")
                               ? "plan takes a stored plan or -f, not both"
                               : "plan needs -f FILE or a stored plan,"
                                 " plans/...");
  }
  PlanRun run(command, settings, clock);
  return command.Has("file") ? run.FromFile()
                             : run.FromStored(command.arguments[0]);
}

}  // namespace sangam::sangamctl
