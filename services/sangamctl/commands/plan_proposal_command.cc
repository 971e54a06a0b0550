#include "services/sangamctl/commands/plan_proposal_command.h"

#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "sangam/registry/v1/plan_execution_service.pb.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/plan_titles.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/proposal_document.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/display_width.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Plan;
using registry::v1::ProposeLinkagesRequest;
using registry::v1::ProposeLinkagesResponse;

constexpr char kProposeLinkages[] =
    "sangam.registry.v1.PlanExecutionService/ProposeLinkages";
constexpr int kPageOfLinkages = 1000;

std::string OutcomeWord(type::v1::WriteOutcome outcome, bool rehearsed) {
  switch (outcome) {
    case type::v1::WRITE_OUTCOME_CREATED:
      return rehearsed ? "would propose" : "proposed";
    case type::v1::WRITE_OUTCOME_UPDATED:
      return rehearsed ? "would follow" : "follows";
    default:
      return "unchanged";
  }
}

bool RestsOnAssumptions(const registry::v1::ProposedLinkage& told,
                        const type::v1::ConvergencePlan& plan) {
  return absl::c_any_of(told.plan_lines(), [&plan](int line) {
    return line >= 0 && line < plan.lines_size() && plan.lines(line).assumed();
  });
}

// What was refused before of one that is proposed again.
std::string RefusedBefore(const registry::v1::Linkage& linkage) {
  return linkage.state() == registry::v1::LINKAGE_STATE_PROPOSED &&
                 !linkage.steps().empty()
             ? linkage.steps(0).reason()
             : "";
}

// `plan` is as it was proposed; empty where that can't be read.
std::string DrawProposed(const ProposeLinkagesResponse& response,
                         const type::v1::ConvergencePlan& plan,
                         bool rehearsed) {
  Table table({{"LINKAGE"},
               {"WHAT"},
               {"NEED"},
               {"SCHEME"},
               {"STATE"},
               {"AMOUNT", true}});
  std::string notes;
  bool any_assumed = false;
  for (const auto& told : response.linkages()) {
    const auto& linkage = told.linkage();
    const bool assumed = RestsOnAssumptions(told, plan);
    any_assumed = any_assumed || assumed;
    table.AddRow(
        {linkage.name(), OutcomeWord(told.outcome(), rehearsed), told.need(),
         absl::StrCat(linkage.scheme(), assumed ? kAssumedSign : ""),
         std::string(
             absl::StripPrefix(registry::v1::LinkageState_Name(linkage.state()),
                               "LINKAGE_STATE_")),
         linkage.has_amount_paise() ? FormatPaise(linkage.amount_paise())
                                    : ""});
    const std::string refused = RefusedBefore(linkage);
    if (!refused.empty()) {
      absl::StrAppend(&notes, "proposed again: ", linkage.name(), ": ",
                      PlainText(refused), "\n");
    }
    if (!told.difference().empty()) {
      absl::StrAppend(&notes, "left as it is: ", linkage.name(), ": ",
                      PlainText(told.difference()), "\n");
    }
  }
  for (const std::string& name : response.no_longer_planned()) {
    absl::StrAppend(&notes, "no longer in the plan: ", PlainText(name), "\n");
  }
  for (const std::string& blocker : response.blockers()) {
    absl::StrAppend(&notes, "still in the way: ", PlainText(blocker), "\n");
  }
  if (any_assumed) {
    absl::StrAppend(&notes, kAssumedSign,
                    " rests on assumptions of the plan: --details\n");
  } else if (plan.lines().empty()) {
    notes += "which of them rest on assumptions could not be read\n";
  }
  return absl::StrCat(
      table.Draw(LayoutOfStandardOutput()), "\n", response.linkages_size(),
      response.linkages_size() == 1 ? " linkage, " : " linkages, ",
      FormatPaise(response.amount_paise()), "; nobody has applied by this.\n",
      notes);
}

// What the service says of fields, said of the flags that fill them.
ExitCode ComplainInFlags(const absl::Status& status,
                         const ParsedCommand& command,
                         const ServiceCaller& caller) {
  std::string message;
  for (const FieldViolation& violation : FieldViolationsOf(status)) {
    std::string where = violation.field;
    if (where == "allow_blockers") {
      where = "--allow-blockers";
    } else if (where == "proposed_by") {
      where = "--by";
    } else if (where == "name") {
      where = command.arguments[0];
    }
    // What begins with the name itself needs it no second time.
    absl::StrAppend(
        &message, message.empty() ? "" : "\n",
        absl::StartsWith(violation.description, absl::StrCat(where, " "))
            ? ""
            : absl::StrCat(where, ": "),
        violation.description);
  }
  if (message.empty()) return ComplainOf(status, Service::kRegistry, caller);
  Complain(message);
  return ExitCodeOf(status);
}

// The plan that was proposed; empty where it can't be read, or has changed.
type::v1::ConvergencePlan ReadProposed(const ProposeLinkagesRequest& request,
                                       const ProposeLinkagesResponse& response,
                                       ServiceCaller& caller) {
  registry::v1::GetPlanRequest get;
  get.set_name(request.name());
  registry::v1::GetPlanResponse got;
  const absl::Status status =
      caller.Call(Service::kRegistry, "GetPlan", get, got);
  if (!status.ok() || got.plan().etag() != response.plan_etag()) return {};
  return got.plan().plan();
}

ExitCode Propose(const ParsedCommand& command, const Settings& settings,
                 ServiceCaller& caller) {
  ProposeLinkagesRequest request;
  request.set_name(command.arguments[0]);
  request.set_proposed_by(command.Value("by"));
  request.set_allow_blockers(command.Has("allow-blockers"));
  request.set_validate_only(command.Has("dry-run"));
  ProposeLinkagesResponse response;
  const absl::Status status =
      caller.Call(Service::kRegistry, kProposeLinkages, request, response);
  if (!status.ok()) return ComplainInFlags(status, command, caller);
  if (settings.output == OutputFormat::kJson) return Print(WriteJson(response));
  if (settings.output == OutputFormat::kYaml) return Print(WriteYaml(response));
  return Print(DrawProposed(response, ReadProposed(request, response, caller),
                            request.validate_only()));
}

// Reads what a document tells, all of one state of the registry.
class ProposalReader {
 public:
  ProposalReader(ServiceCaller& caller, const ParsedCommand& command)
      : caller_(caller), command_(command) {}

  // What is wrong with the flags, or nothing.
  std::string Prepare() { return FillReadAt(command_, read_at_); }

  absl::Status Read(Plan& plan, ProposalFacts& facts) {
    registry::v1::GetPlanRequest get;
    get.set_name(command_.arguments[0]);
    *get.mutable_read_at() = read_at_;
    registry::v1::GetPlanResponse got;
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(Service::kRegistry, "GetPlan", get, got));
    plan = got.plan();
    read_at_.set_exact_token(got.token());
    SANGAM_RETURN_IF_ERROR(ReadSubject(plan, facts));
    // Whoever applies in several names still has each linkage once.
    std::set<std::string> subjects = {facts.subject.subject()};
    for (const auto& applicant : plan.terms().applicants()) {
      registry::v1::GetSubjectProfileResponse found;
      SANGAM_RETURN_IF_ERROR(FindSubject(applicant.subject(), found));
      subjects.insert(found.subject());
    }
    for (const std::string& subject : subjects) {
      if (subject.empty()) continue;
      SANGAM_RETURN_IF_ERROR(ReadLinkages(subject, plan, facts));
    }
    return absl::OkStatus();
  }

 private:
  // Leaves `found` empty for a profile that is not in the registry.
  absl::Status FindSubject(const type::v1::PlanSubject& subject,
                           registry::v1::GetSubjectProfileResponse& found) {
    registry::v1::GetSubjectProfileRequest get;
    if (subject.has_name()) {
      get.set_name(subject.name());
    } else if (subject.has_outside_id()) {
      *get.mutable_outside_id() = subject.outside_id();
    } else {
      return absl::OkStatus();
    }
    *get.mutable_read_at() = read_at_;
    return caller_.Call(Service::kRegistry, "GetSubjectProfile", get, found);
  }

  absl::Status ReadSubject(const Plan& plan, ProposalFacts& facts) {
    SANGAM_RETURN_IF_ERROR(FindSubject(plan.subject(), facts.subject));
    if (plan.subject().has_profile()) {
      *facts.subject.mutable_profile() = plan.subject().profile();
    }
    for (const auto& link : facts.subject.place_chain()) {
      registry::v1::GetPlaceRequest place;
      place.set_name(link.place());
      *place.mutable_read_at() = read_at_;
      registry::v1::GetPlaceResponse found;
      SANGAM_RETURN_IF_ERROR(
          caller_.Call(Service::kRegistry, "GetPlace", place, found));
      facts.places.push_back(
          found.place().title().empty() ? link.place() : found.place().title());
    }
    return absl::OkStatus();
  }

  absl::Status ReadLinkages(const std::string& subject, const Plan& plan,
                            ProposalFacts& facts) {
    registry::v1::ListLinkagesRequest list;
    list.set_subject(subject);
    list.set_page_size(kPageOfLinkages);
    *list.mutable_read_at() = read_at_;
    do {
      registry::v1::ListLinkagesResponse page;
      SANGAM_RETURN_IF_ERROR(
          caller_.Call(Service::kRegistry, "ListLinkages", list, page));
      for (auto& linkage : *page.mutable_linkages()) {
        if (linkage.plan() == plan.name()) {
          facts.linkages.push_back(std::move(linkage));
        }
      }
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    return absl::OkStatus();
  }

  ServiceCaller& caller_;
  const ParsedCommand& command_;
  type::v1::ReadAt read_at_;
};

ExitCode PrintProposal(const ParsedCommand& command, ServiceCaller& caller) {
  ProposalReader reader(caller, command);
  const std::string fault = reader.Prepare();
  if (!fault.empty()) return ComplainOfUsage(fault);
  const Words words = ChooseWords(command);
  Plan plan;
  ProposalFacts facts;
  const absl::Status status = reader.Read(plan, facts);
  if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
  if (plan.plan().needs().empty()) {
    Complain(absl::StrCat(plan.name(),
                          " came to nothing, and there is nothing to propose;"
                          " what stands in its way: sangamctl plan ",
                          plan.name()));
    return kExitBadInput;
  }
  std::set<std::string> others;
  for (const auto& applicant : plan.terms().applicants()) {
    if (applicant.subject().has_name()) {
      others.insert(applicant.subject().name());
    }
  }
  for (const auto& linkage : facts.linkages) {
    others.insert(linkage.scheme());
    others.insert(linkage.subject());
  }
  facts.titles = ReadPlanTitles(plan.plan(), caller, words, others);
  return Print(WriteProposal(std::move(plan), std::move(facts), words));
}

}  // namespace

bool AsksForProposal(const ParsedCommand& command) {
  return command.Has("propose") || command.Has("proposal");
}

ExitCode RunPlanProposal(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  if (command.Has("propose") && command.Has("proposal")) {
    return ComplainOfUsage(
        "--propose records linkages and --proposal prints the plan: give one of"
        " them");
  }
  if (command.arguments.empty()) {
    return ComplainOfUsage(
        "plan --propose and --proposal need a stored plan, plans/...");
  }
  if (command.Has("propose") && !command.Has("by")) {
    return ComplainOfUsage(
        "plan --propose needs --by ROLE, the role that proposes, such as"
        " DISTRICT_MISSION");
  }
  ServiceCaller caller(settings, clock);
  return command.Has("propose") ? Propose(command, settings, caller)
                                : PrintProposal(command, caller);
}

}  // namespace sangam::sangamctl
