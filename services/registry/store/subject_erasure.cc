#include "services/registry/store/subject_erasure.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/request_log.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/identity_number.h"
#include "common/validation/personal_detail.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/time_util.h"
#include "services/registry/domain/plan_release.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/history_blanking.h"
#include "services/registry/store/profile_changes.h"
#include "services/registry/store/references.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/stored_record.h"
#include "services/registry/store/subject_care_errors.h"
#include "services/registry/store/subject_merge.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;
using google::protobuf::util::TimeUtil;

absl::Status CheckRequest(const v1::EraseSubjectRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  CheckRequiredName(violations, "name", request.name(),
                    {"groups", "enterprises", "clusters"});
  CheckRequiredText(violations, "ground", request.ground(), kTitleLength);
  CheckOptionalText(violations, "overriding_order", request.overriding_order(),
                    kTitleLength);
  violations.AddAll(RefusePersonalDetails(request));
  return violations.ToStatus();
}

google::protobuf::Timestamp TimestampOf(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

// One erasure, within its transaction.
class SubjectErasure {
 public:
  SubjectErasure(WriteTransaction* transaction,
                 const v1::EraseSubjectRequest& request,
                 absl::string_view principal, const BenefitRetention& retention,
                 v1::EraseSubjectResponse* response)
      : transaction_(*transaction),
        request_(request),
        principal_(principal),
        retention_(retention),
        response_(*response) {}

  absl::Status Run() {
    SANGAM_ASSIGN_OR_RETURN(const bool done, WasErased());
    if (done) return absl::OkStatus();
    SANGAM_RETURN_IF_ERROR(FindSubject());
    SANGAM_RETURN_IF_ERROR(FindThoseWhoRefer());
    SANGAM_RETURN_IF_ERROR(FindRemovedRecords());
    SANGAM_RETURN_IF_ERROR(CheckAllowed());
    SANGAM_RETURN_IF_ERROR(Erase());
    SANGAM_RETURN_IF_ERROR(Release());
    SANGAM_RETURN_IF_ERROR(changes_.Advance(transaction_));
    *response_.mutable_erase_time() = TimestampOf(transaction_.now());
    response_.set_token(transaction_.token());
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<bool> WasErased() {
    SANGAM_ASSIGN_OR_RETURN(const auto erasure,
                            ErasureOf(transaction_, request_.name()));
    if (!erasure) return false;
    response_.set_already_erased(true);
    *response_.mutable_erase_time() = TimestampOf(erasure->time);
    response_.set_token(transaction_.token());
    return true;
  }

  // The subject and all that was merged into it: their versions tell of it too.
  absl::Status FindSubject() {
    const std::string& name = request_.name();
    SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                            SurvivorOf(transaction_, name));
    if (!survivor.empty()) {
      return InvalidFieldError(
          "name", absl::StrCat("was merged into ", survivor, "; name that"));
    }
    SANGAM_ASSIGN_OR_RETURN(const bool stored,
                            WasEverStored(transaction_, name));
    if (!stored) return sangam::NotFoundError(name);
    SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> merged,
                            NamesMergedInto(transaction_, name));
    subjects_ = {name};
    subjects_.insert(subjects_.end(), merged.begin(), merged.end());
    SANGAM_ASSIGN_OR_RETURN(const auto record, ReadRecord(transaction_, name));
    if (!record) return absl::OkStatus();
    NoteBodiesOf(*record->message, &changes_);
    return changes_.RollUp(transaction_, record->message.get(), nullptr);
  }

  absl::Status FindThoseWhoRefer() {
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<std::string> sources,
        AllSourcesOf(transaction_, request_.name(), kMostReferences));
    if (static_cast<int64_t>(sources.size()) > kMostReferences) {
      return TooManyReferencesError(request_.name(), kMostReferences);
    }
    for (const std::string& source : sources) {
      if (SubjectOf(TypeNamed(source)->prototype()).has_value()) {
        members_.insert(source);
        continue;
      }
      SANGAM_ASSIGN_OR_RETURN(const auto record,
                              ReadRecord(transaction_, source));
      if (!record) return InternalFault("a reference is of nothing");
      (IsItsOwn(*record->message) ? records_ : others_plans_).insert(source);
    }
    // What met a demand may be told by the demand of another.
    for (const std::string& record : records_) {
      SANGAM_ASSIGN_OR_RETURN(
          const std::vector<std::string> users,
          AllSourcesOf(transaction_, record, kMostReferences));
      for (const std::string& user : users) {
        if (!records_.contains(user)) users_.insert(user);
      }
    }
    return absl::OkStatus();
  }

  // Linkages, plans and demands that are there no more but in the history.
  absl::Status FindRemovedRecords() {
    for (const std::string& subject : subjects_) {
      sql::Statement rows = transaction_.database().Prepare(
          "SELECT DISTINCT source FROM reference WHERE target = ?"
          " AND field IN ('subject', 'subject.name') AND to_revision < ?"
          " ORDER BY source",
          subject, kHoldsStill);
      std::vector<std::string> sources;
      while (rows.Next()) sources.push_back(rows.Text(0));
      SANGAM_RETURN_IF_ERROR(rows.status());
      for (const std::string& source : sources) {
        if (records_.contains(source)) continue;
        SANGAM_ASSIGN_OR_RETURN(const bool removed, WasRemovedAsItsOwn(source));
        if (removed) removed_.insert(source);
      }
    }
    return absl::OkStatus();
  }

  // One that was found to be another's is that one's, also where it was removed
  // since.
  absl::StatusOr<bool> WasRemovedAsItsOwn(const std::string& source) {
    const ResourceType& type = *TypeNamed(source);
    SANGAM_ASSIGN_OR_RETURN(const auto row,
                            type.table().Get(transaction_, source));
    if (row) return false;
    SANGAM_ASSIGN_OR_RETURN(const std::string body,
                            LastBodyOf(transaction_, source));
    const std::unique_ptr<Message> last(type.prototype().New());
    if (!last->ParseFromString(body)) {
      return InternalFault("a removed record can't be read");
    }
    return IsItsOwn(*last);
  }

  // Whether a linkage, plan or demand is the subject's. In a plan for another
  // it may only apply.
  bool IsItsOwn(const Message& record) const {
    for (const Reference& reference : ReferencesOfRecord(record)) {
      if (reference.field != "subject" && reference.field != "subject.name") {
        continue;
      }
      if (absl::c_linear_search(subjects_, reference.target)) return true;
    }
    return false;
  }

  absl::Status CheckAllowed() {
    if (!records_.empty() && !request_.erase_records()) {
      return RecordsLeftError(request_.name(), *records_.begin());
    }
    if (!members_.empty() && !request_.release_members()) {
      return MembersLeftError(request_.name(), *members_.begin());
    }
    if (!others_plans_.empty() && !request_.release_members()) {
      return ApplicantOfPlanError(request_.name(), *others_plans_.begin());
    }
    if (!request_.overriding_order().empty()) return absl::OkStatus();
    const absl::CivilDay today = IndiaDay(transaction_.now());
    for (const auto* names : {&records_, &removed_}) {
      for (const std::string& name : *names) {
        if (!absl::StartsWith(name, "linkages/")) continue;
        SANGAM_ASSIGN_OR_RETURN(const std::string body,
                                LastBodyOf(transaction_, name));
        v1::Linkage linkage;
        if (!linkage.ParseFromString(body)) {
          return InternalFault("a stored linkage can't be read");
        }
        const std::string why = WhyKept(linkage, retention_, today);
        if (!why.empty()) return BenefitKeptError(name, why);
      }
    }
    return absl::OkStatus();
  }

  absl::Status Erase() {
    const Erasure erasure{request_.name(), transaction_.now(),
                          std::string(principal_), request_.ground(),
                          request_.overriding_order()};
    for (const std::string& subject : subjects_) {
      SANGAM_RETURN_IF_ERROR(ForgetPastSums(transaction_, subject));
    }
    std::vector<std::string> names = subjects_;
    names.insert(names.end(), records_.begin(), records_.end());
    names.insert(names.end(), removed_.begin(), removed_.end());
    for (const std::string& name : names) {
      SANGAM_ASSIGN_OR_RETURN(const int64_t blanked,
                              BlankRecord(transaction_, name));
      SANGAM_RETURN_IF_ERROR(AddErasedName(transaction_, name, erasure));
      response_.set_blanked_versions(response_.blanked_versions() + blanked);
      response_.add_erased(name);
    }
    return absl::OkStatus();
  }

  absl::Status Release() {
    std::set<std::string> released = members_;
    released.insert(others_plans_.begin(), others_plans_.end());
    released.insert(users_.begin(), users_.end());
    const std::set<std::string> erased(response_.erased().begin(),
                                       response_.erased().end());
    for (const std::string& name : released) {
      SANGAM_ASSIGN_OR_RETURN(const auto before,
                              ReadRecord(transaction_, name));
      if (!before) return InternalFault("a reference is of nothing");
      const std::unique_ptr<Message> after(before->message->New());
      after->CopyFrom(*before->message);
      for (const Reference& reference : ReferencesOfRecord(*before->message)) {
        if (!erased.contains(reference.target)) continue;
        if (others_plans_.contains(name)) {
          ReleaseFromPlan(reference.target,
                          static_cast<v1::Plan*>(after.get()));
        }
        ReplaceName(reference.target, "", after.get());
      }
      SANGAM_RETURN_IF_ERROR(
          StoreChanged(transaction_, *before, *after, &changes_));
      response_.add_released(name);
    }
    return absl::OkStatus();
  }

  WriteTransaction& transaction_;
  const v1::EraseSubjectRequest& request_;
  const absl::string_view principal_;
  const BenefitRetention& retention_;
  v1::EraseSubjectResponse& response_;
  // The subject first.
  std::vector<std::string> subjects_;
  std::set<std::string> members_;
  std::set<std::string> records_;
  // Plans for others in which it applies.
  std::set<std::string> others_plans_;
  std::set<std::string> removed_;
  // Who refers to one of records_.
  std::set<std::string> users_;
  ProfileChanges changes_;
};

}  // namespace

absl::StatusOr<v1::EraseSubjectResponse> EraseSubject(
    Changelog* changelog, const v1::EraseSubjectRequest& request,
    absl::string_view principal, const BenefitRetention& retention,
    const std::function<bool()>& cancelled) {
  SANGAM_RETURN_IF_ERROR(CheckRequest(request));
  if (principal.empty()) return ErasingPrincipalRequiredError();
  v1::EraseSubjectResponse response;
  const auto erase = [&](WriteTransaction& transaction) {
    return SubjectErasure(&transaction, request, principal, retention,
                          &response)
        .Run();
  };
  if (!request.validate_only()) {
    const auto answer = [&](WriteTransaction& transaction) {
      return AnswerOnce(transaction, request, &response,
                        [&] { return erase(transaction); });
    };
    SANGAM_RETURN_IF_ERROR(changelog->Write(answer, cancelled));
    return response;
  }
  const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
    const std::string token = transaction.token();
    SANGAM_RETURN_IF_ERROR(erase(transaction));
    response.set_token(token);
    return absl::OkStatus();
  };
  SANGAM_RETURN_IF_ERROR(changelog->Rehearse(rehearse, cancelled));
  return response;
}

}  // namespace sangam::registry
