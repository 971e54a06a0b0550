#include "services/registry/store/plan_proposal.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/changelog/digest.h"
#include "common/changelog/request_log.h"
#include "common/changelog/resource_type.h"
#include "common/clock/civil_date.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/plan_difference.h"
#include "services/registry/domain/plan_linkages.h"
#include "services/registry/store/earlier_refusals.h"
#include "services/registry/store/plan_linkages_on_record.h"
#include "services/registry/store/plan_overlap.h"
#include "services/registry/store/plan_subjects.h"
#include "services/registry/store/references.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/stored_record.h"
#include "services/registry/store/subject_linkages.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

absl::Status CheckRequest(const v1::ProposeLinkagesRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  CheckRequiredName(violations, "name", request.name(), {"plans"});
  if (request.proposed_by().empty()) {
    violations.Add("proposed_by", "is missing");
  } else {
    CheckCapitalCode(violations, "proposed_by", request.proposed_by());
  }
  if (request.has_proposed_on()) {
    CheckDate(violations, "proposed_on", request.proposed_on());
  }
  return violations.ToStatus();
}

// One call within its transaction.
class Proposal {
 public:
  Proposal(WriteTransaction& transaction,
           const v1::ProposeLinkagesRequest& request,
           v1::ProposeLinkagesResponse& response)
      : transaction_(transaction), request_(request), response_(response) {}

  absl::Status Run() {
    SANGAM_RETURN_IF_ERROR(ReadPlan());
    SANGAM_RETURN_IF_ERROR(CheckPlanCanBeProposed());
    SANGAM_RETURN_IF_ERROR(FindSubjects());
    SANGAM_RETURN_IF_ERROR(CheckBlockers());
    SANGAM_ASSIGN_OR_RETURN(refusals_,
                            EarlierRefusals::Read(transaction_, subjects_));
    SANGAM_ASSIGN_OR_RETURN(
        recorded_,
        LinkagesOnRecord::Read(transaction_, plan_.name(), subjects_));
    std::vector<Application> applications;
    for (PlannedLinkage& planned : LinkagesOf(plan_)) {
      const std::string field =
          absl::StrCat("linkages[", applications.size(), "]");
      applications.push_back({std::move(planned), absl::nullopt});
      SANGAM_RETURN_IF_ERROR(
          PrefixFields(FindNamed(applications.back()), field));
    }
    for (Application& application : applications) {
      const std::string field =
          absl::StrCat("linkages[", response_.linkages_size(), "]");
      SANGAM_RETURN_IF_ERROR(PrefixFields(Propose(application), field));
    }
    SANGAM_RETURN_IF_ERROR(FindNoLongerPlanned());
    response_.set_token(transaction_.token());
    return absl::OkStatus();
  }

 private:
  struct Application {
    PlannedLinkage planned;
    // The last linkage of its names, if any.
    absl::optional<RecordedLinkage> named;
  };

  absl::Status ReadPlan() {
    SANGAM_ASSIGN_OR_RETURN(const auto row,
                            PlanTable().Get(transaction_, request_.name()));
    if (!row) return NotFoundError(request_.name());
    SANGAM_RETURN_IF_ERROR(
        ReadStored(*row, transaction_.position().epoch, &plan_));
    if (!request_.etag().empty() && request_.etag() != plan_.etag()) {
      return EtagMismatchError(request_.name());
    }
    response_.set_plan_etag(plan_.etag());
    plan_revision_ = row->revision;
    return FollowMerges();
  }

  // Merges change the plans that name the duplicate, but for applicants of one
  // that an older release stored, which did not note them as references.
  absl::Status FollowMerges() {
    for (const Reference& reference : ReferencesOf(plan_)) {
      SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                              SurvivorOf(transaction_, reference.target));
      if (!survivor.empty()) ReplaceName(reference.target, survivor, &plan_);
    }
    const std::vector<Reference> references = ReferencesOf(plan_);
    absl::Status missing = CheckTargetsExist(transaction_, references);
    if (!absl::IsInvalidArgument(missing)) return missing;
    return PlanDoesNotHold(missing);
  }

  absl::Status CheckPlanCanBeProposed() {
    const auto status = plan_.plan().solution().status();
    if (!plan_.has_plan() || plan_.plan().lines().empty() ||
        status == type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE ||
        status == type::v1::PLAN_SOLUTION_STATUS_NOT_FOUND) {
      return InvalidFieldError("name",
                               absl::StrCat(request_.name(),
                                            " came to nothing: it says of"
                                            " nobody what they pay"));
    }
    return CheckPlanStillHolds();
  }

  // Those of the steps, and linkages of other plans for the same heads.
  absl::Status CheckBlockers() {
    std::vector<std::string> blockers = BlockersOf(plan_);
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<std::string> others,
        LinkagesOfOtherPlans(transaction_, plan_, subjects_));
    blockers.insert(blockers.end(), others.begin(), others.end());
    Violations violations;
    for (const std::string& blocker : blockers) {
      response_.add_blockers(blocker);
      violations.Add("allow_blockers", absl::StrCat("is needed: ", blocker));
    }
    return request_.allow_blockers() ? absl::OkStatus() : violations.ToStatus();
  }

  // It was checked when it was stored, though perhaps by laxer rules.
  absl::Status CheckPlanStillHolds() const {
    const absl::Status status = PlanType().Check(plan_);
    return absl::IsInvalidArgument(status) ? PlanDoesNotHold(status) : status;
  }

  absl::Status PlanDoesNotHold(const absl::Status& faults) const {
    Violations violations;
    for (const auto& fault : FieldViolationsOf(faults)) {
      violations.Add("name", absl::StrCat(request_.name(), " does not hold: ",
                                          fault.field, " ", fault.description,
                                          "; make the plan again"));
    }
    return violations.ToStatus();
  }

  absl::Status FindSubjects() {
    SANGAM_ASSIGN_OR_RETURN(subject_,
                            RegistryNameOf(transaction_, plan_.subject()));
    if (subject_.empty()) {
      return InvalidFieldError(
          "name", absl::StrCat(request_.name(),
                               " is for a profile that is not in the registry;"
                               " record the subject and plan for it"));
    }
    subjects_.insert(subject_);
    for (const auto& applicant : plan_.terms().applicants()) {
      SANGAM_ASSIGN_OR_RETURN(
          std::string name, RegistryNameOf(transaction_, applicant.subject()));
      if (name.empty()) continue;
      subjects_.insert(name);
      applicants_[applicant.id()] = std::move(name);
    }
    return absl::OkStatus();
  }

  // Names the application as its last linkage is named or, where that was
  // refused, as the next will be.
  absl::Status FindNamed(Application& application) {
    v1::Linkage& wanted = application.planned.linkage;
    for (int refusals = 0;; ++refusals) {
      wanted.set_name(NameAfterRefusals(plan_, application.planned, refusals));
      names_.insert(wanted.name());
      SANGAM_ASSIGN_OR_RETURN(absl::optional<RecordedLinkage> named,
                              FindLinkage(transaction_, wanted.name()));
      if (!named) return absl::OkStatus();
      if (named->linkage.plan() != plan_.name()) {
        return ExistsError(wanted.name());
      }
      application.named = std::move(named);
      if (!application.named->IsRefused()) return absl::OkStatus();
    }
  }

  absl::Status Propose(Application& application) {
    PlannedLinkage& planned = application.planned;
    v1::Linkage& wanted = planned.linkage;
    const auto applicant = applicants_.find(planned.applicant);
    wanted.set_subject(applicant == applicants_.end() ? subject_
                                                      : applicant->second);
    v1::ProposedLinkage& told = *response_.add_linkages();
    told.set_need(planned.need);
    for (const int line : planned.lines) told.add_plan_lines(line);
    SANGAM_ASSIGN_OR_RETURN(
        const absl::optional<RecordedLinkage> standing,
        recorded_.Furthest(transaction_, wanted, std::move(application.named),
                           names_));
    if (standing && !standing->IsRefused()) {
      names_.erase(wanted.name());
      names_.insert(standing->linkage.name());
      return Follow(standing->row, standing->linkage, wanted, told);
    }
    // A plan from before the refusal does not know of it: who plans anew and
    // comes to the same has a new application in mind.
    if (standing && plan_revision_ <= standing->row.revision) {
      return TellRefused(standing->row, told);
    }
    CountPlanned(wanted);
    told.set_outcome(type::v1::WRITE_OUTCOME_CREATED);
    return Store(nullptr, Begun(std::move(wanted), planned.need), told);
  }

  void CountPlanned(const v1::Linkage& wanted) {
    response_.set_amount_paise(response_.amount_paise() +
                               wanted.amount_paise());
  }

  absl::Status TellRefused(const StoredResource& row,
                           v1::ProposedLinkage& told) {
    told.set_outcome(type::v1::WRITE_OUTCOME_UNCHANGED);
    SANGAM_RETURN_IF_ERROR(
        ReadStored(row, transaction_.position().epoch, told.mutable_linkage()));
    told.set_difference(
        absl::StrCat(WhyRefused(told.linkage()),
                     ". Its sum is not counted; make and keep the plan anew to"
                     " propose a new application"));
    return absl::OkStatus();
  }

  // What was refused before may be asked for again, and the step says so.
  v1::Linkage Begun(v1::Linkage linkage, const std::string& need) const {
    linkage.set_state(v1::LINKAGE_STATE_PROPOSED);
    v1::LinkageStep& step = *linkage.add_steps();
    step.set_state(v1::LINKAGE_STATE_PROPOSED);
    *step.mutable_taken_on() = request_.has_proposed_on()
                                   ? request_.proposed_on()
                                   : ToDate(IndiaDay(transaction_.now()));
    step.set_taken_by(request_.proposed_by());
    step.set_reference(plan_.name());
    step.set_reason(refusals_.LastBefore(linkage, need));
    return linkage;
  }

  // A sum, units or parties that the plan changed are changed in what is only
  // proposed, unless somebody has written there what does not agree with them.
  absl::Status Follow(const StoredResource& row, const v1::Linkage& before,
                      const v1::Linkage& wanted, v1::ProposedLinkage& told) {
    told.set_outcome(type::v1::WRITE_OUTCOME_UNCHANGED);
    SANGAM_RETURN_IF_ERROR(
        ReadStored(row, transaction_.position().epoch, told.mutable_linkage()));
    const std::string unwanted = WhyRefused(before);
    if (!unwanted.empty()) {
      told.set_difference(absl::StrCat(unwanted, ". Its sum is not counted"));
      return absl::OkStatus();
    }
    CountPlanned(wanted);
    std::string difference;
    if (before.subject() != wanted.subject()) {
      difference = absl::StrCat("it is of ", before.subject(),
                                ", the plan's of ", wanted.subject());
    } else {
      difference = DifferenceFromPlan(before, wanted);
      if (difference.empty()) return absl::OkStatus();
      if (before.state() == v1::LINKAGE_STATE_PROPOSED) {
        v1::Linkage after = before;
        *after.mutable_lots() = wanted.lots();
        *after.mutable_parties() = wanted.parties();
        after.set_scheme_version(wanted.scheme_version());
        after.set_description(wanted.description());
        if (wanted.has_amount_paise()) {
          after.set_amount_paise(wanted.amount_paise());
        } else {
          after.clear_amount_paise();
        }
        if (LinkageType().Check(after).ok()) {
          told.set_outcome(type::v1::WRITE_OUTCOME_UPDATED);
          return Store(&before, after, told);
        }
        absl::StrAppend(&difference,
                        ", with which its instalments do not agree");
      }
    }
    told.set_difference(difference);
    return absl::OkStatus();
  }

  absl::Status Store(const v1::Linkage* before, const v1::Linkage& after,
                     v1::ProposedLinkage& told) {
    SANGAM_RETURN_IF_ERROR(LinkageType().Check(after));
    SANGAM_RETURN_IF_ERROR(
        LinkageType().OnChange(transaction_, before, &after));
    SANGAM_ASSIGN_OR_RETURN(
        const StoredResource row,
        LinkageTable().Put(transaction_, after.name(),
                           SerializeDeterministically(after),
                           LinkageType().Columns(after)));
    return ReadStored(row, transaction_.position().epoch,
                      told.mutable_linkage());
  }

  absl::Status FindNoLongerPlanned() {
    SANGAM_ASSIGN_OR_RETURN(std::set<std::string> subjects,
                            SubjectsOfPastPlans(transaction_, request_.name()));
    subjects.insert(subjects_.begin(), subjects_.end());
    return VisitLinkagesOf(
        transaction_, subjects, [this](const v1::Linkage& linkage) {
          if (linkage.plan() == plan_.name() &&
              linkage.state() == v1::LINKAGE_STATE_PROPOSED &&
              names_.count(linkage.name()) == 0) {
            response_.add_no_longer_planned(linkage.name());
          }
          return absl::OkStatus();
        });
  }

  WriteTransaction& transaction_;
  const v1::ProposeLinkagesRequest& request_;
  v1::ProposeLinkagesResponse& response_;
  v1::Plan plan_;
  // The transaction that stored it.
  int64_t plan_revision_ = 0;
  std::string subject_;
  // By id, those that are in the registry.
  std::map<std::string, std::string> applicants_;
  std::set<std::string> subjects_;
  EarlierRefusals refusals_;
  LinkagesOnRecord recorded_;
  // The linkages that the plan calls for.
  std::set<std::string> names_;
};

}  // namespace

absl::StatusOr<v1::ProposeLinkagesResponse> ProposeLinkages(
    Changelog* changelog, const v1::ProposeLinkagesRequest& request,
    const std::function<bool()>& cancelled) {
  SANGAM_RETURN_IF_ERROR(CheckRequest(request));
  v1::ProposeLinkagesResponse response;
  const auto run = [&](WriteTransaction& transaction) {
    return Proposal(transaction, request, response).Run();
  };
  if (!request.validate_only()) {
    const auto answer = [&](WriteTransaction& transaction) {
      return AnswerOnce(transaction, request, &response,
                        [&] { return run(transaction); });
    };
    SANGAM_RETURN_IF_ERROR(changelog->Write(answer, cancelled));
    return response;
  }
  const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
    const std::string token = transaction.token();
    SANGAM_RETURN_IF_ERROR(run(transaction));
    response.set_token(token);
    return absl::OkStatus();
  };
  SANGAM_RETURN_IF_ERROR(changelog->Rehearse(rehearse, cancelled));
  // An etag that was never given out could come true by another's write.
  for (v1::ProposedLinkage& told : *response.mutable_linkages()) {
    if (told.outcome() == type::v1::WRITE_OUTCOME_UNCHANGED) continue;
    told.mutable_linkage()->clear_etag();
    told.mutable_linkage()->clear_update_time();
  }
  return response;
}

}  // namespace sangam::registry
