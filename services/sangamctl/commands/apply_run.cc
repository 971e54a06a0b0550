#include "services/sangamctl/commands/apply_run.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/commands/document_check.h"
#include "services/sangamctl/commands/version_terms.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/resource/apply_order.h"
#include "services/sangamctl/scheme_file/lint_report.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::SchemeVersion;
using type::v1::WriteOutcome;

// Enough to hide the time of a disk's sync, too few to keep others waiting.
constexpr size_t kCallsAtOnce = 8;

// The version that the resource is, if it is to become more than a draft.
const SchemeVersion* VersionToSubmit(const Resource& resource) {
  if (resource.type->kind != ResourceKind::kSchemeVersion) return nullptr;
  const auto* version =
      static_cast<const SchemeVersion*>(resource.message.get());
  return WasPublished(*version) || IsSubmitted(*version) ? version : nullptr;
}

// Whether rules mean something else once it changes.
bool IsWordOfRules(const Resource& resource) {
  return resource.type->kind == ResourceKind::kAttribute ||
         resource.type->kind == ResourceKind::kParameter ||
         resource.type->kind == ResourceKind::kPlaceSet;
}

// Whether no server takes a message of this size; a busy one gives a reason.
bool IsTooLarge(const absl::Status& status) {
  return absl::IsResourceExhausted(status) &&
         ReasonOf(status) == type::v1::ERROR_REASON_UNSPECIFIED;
}

absl::Status PrincipalNeededError() {
  return MakeError(absl::StatusCode::kUnauthenticated,
                   type::v1::ERROR_REASON_PRINCIPAL_REQUIRED,
                   "submitting a version needs --principal ACCOUNT (or"
                   " SANGAM_PRINCIPAL): the service keeps who did it");
}

absl::Status SubmittedWithOtherTermsError(const std::string& name) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition,
      type::v1::ERROR_REASON_WRONG_VERSION_STATE,
      absl::StrCat("is submitted with other terms; give it back first:"
                   " sangamctl scheme return ",
                   name, " --note TEXT --principal ACCOUNT"));
}

// One call of ApplyResources. Its methods run on several threads at once.
class ApplyRun {
 public:
  ApplyRun(const std::vector<Resource>& resources, const std::string& approver,
           ServiceCaller& caller, ProgressBar& progress,
           const std::atomic<bool>& interrupted)
      : resources_(resources),
        approver_(approver),
        caller_(caller),
        client_(caller),
        progress_(progress),
        interrupted_(interrupted) {}

  ApplyReport Run() {
    if (!RefusedBefore()) {
      for (const auto& round : OrderForApply(resources_)) {
        SideBySide(round.size(), [&](size_t i) { RunStep(round[i]); });
      }
    }
    const absl::MutexLock lock(&mutex_);
    report_.left = resources_.size() - report_.created - report_.updated -
                   report_.unchanged - report_.failed;
    if (interrupted_) report_.exit_code = kExitInterrupted;
    report_.token = CurrentToken();
    for (std::vector<ApplyFailure>* list :
         {&report_.failures, &report_.notes}) {
      std::sort(list->begin(), list->end(),
                [](const ApplyFailure& a, const ApplyFailure& b) {
                  return std::tie(a.file, a.position.line, a.position.column) <
                         std::tie(b.file, b.position.line, b.position.column);
                });
    }
    return report_;
  }

 private:
  bool Stopped() const { return interrupted_ || unreachable_; }

  // Does something for each number below `count`, several at a time.
  template <typename Do>
  void SideBySide(size_t count, const Do& something) {
    std::atomic<size_t> next = 0;
    const auto work = [&] {
      while (!Stopped()) {
        const size_t index = next++;
        if (index >= count) return;
        something(index);
      }
    };
    std::vector<std::thread> threads;
    for (size_t i = 1; i < std::min(kCallsAtOnce, count); ++i) {
      threads.emplace_back(work);
    }
    work();
    for (std::thread& thread : threads) thread.join();
  }

  // Whether documents of the catalogue are at fault whatever else the files
  // store. Where the files change words of the language, rules can't be judged
  // before; nor can documents of the registry, which depend on one another.
  bool RefusedBefore() {
    std::set<std::string> names;
    for (const Resource& resource : resources_) names.insert(resource.name);
    std::vector<absl::Status> refusals(resources_.size());
    std::atomic<bool> words_change = false;
    SideBySide(resources_.size(), [&](size_t i) {
      const Resource& resource = resources_[i];
      if (resource.type->service != Service::kSchemeCatalog) return;
      const absl::StatusOr<Written> checked = CheckDocument(resource, client_);
      if (checked.ok()) {
        if (IsWordOfRules(resource) &&
            checked->outcome == type::v1::WRITE_OUTCOME_UPDATED) {
          words_change = true;
        }
      } else if (ReasonOf(checked.status()) ==
                     type::v1::ERROR_REASON_VERSION_IMMUTABLE ||
                 IsTooLarge(checked.status())) {
        refusals[i] = checked.status();
      } else if (absl::IsInvalidArgument(checked.status())) {
        refusals[i] = LastingRefusal(resource, checked.status(), names);
      }
    });
    if (words_change || Stopped()) return false;
    const absl::MutexLock lock(&mutex_);
    for (size_t i = 0; i < resources_.size(); ++i) {
      if (!refusals[i].ok()) Fail(resources_[i], refusals[i]);
    }
    report_.refused_before = report_.failed > 0;
    return report_.refused_before;
  }

  void RunStep(const ApplyStep& step) {
    const Resource& resource = resources_[step.resource];
    const absl::StatusOr<Written> written =
        step.create_without_spv ? CreateWithoutSpv(resource) : Write(resource);
    const absl::MutexLock lock(&mutex_);
    if (!written.ok()) {
      // The later step tries the whole cluster again, and reports.
      if (step.create_without_spv && !IsUnreachable(written.status())) return;
      Fail(resource, written.status());
    } else if (step.create_without_spv) {
      if (written->outcome == type::v1::WRITE_OUTCOME_CREATED) {
        created_early_.insert(resource.name);
      }
      return;
    } else if (written->outcome == type::v1::WRITE_OUTCOME_CREATED ||
               created_early_.contains(resource.name)) {
      ++report_.created;
    } else if (written->outcome == type::v1::WRITE_OUTCOME_UPDATED) {
      ++report_.updated;
    } else {
      ++report_.unchanged;
    }
    if (written.ok()) {
      report_.accepted.push_back(resource.name);
      for (const auto& advice : written->advice) {
        report_.notes.push_back(
            {resource.file, PositionOfField(resource, advice.field()),
             resource.name,
             absl::StrCat("before it is submitted: ", advice.field(), ": ",
                          advice.description())});
      }
    }
    progress_.Advance();
  }

  void Fail(const Resource& resource, const absl::Status& status)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const Service service = resource.type->service;
    const std::string explanation =
        Explain(status, service, caller_.AddressOf(service), caller_.timeout());
    if (IsUnreachable(status)) {
      // Every other write under way meets the same; one line is enough.
      if (unreachable_.exchange(true)) return;
      report_.exit_code = kExitUnreachable;
      report_.failures.push_back({resource.file,
                                  PositionOfField(resource, "name"),
                                  resource.name, explanation});
      return;
    }
    ++report_.failed;
    if (report_.exit_code == kExitOk) report_.exit_code = ExitCodeOf(status);
    for (ApplyFailure& failure : FailuresOf(resource, status, explanation)) {
      report_.failures.push_back(std::move(failure));
    }
  }

  absl::StatusOr<Written> Write(const Resource& resource) {
    const SchemeVersion* version = VersionToSubmit(resource);
    return version == nullptr
               ? client_.Upsert(*resource.type, *resource.message)
               : WriteVersion(resource, *version);
  }

  absl::StatusOr<Written> CreateWithoutSpv(const Resource& resource) {
    registry::v1::Cluster cluster;
    cluster.CopyFrom(*resource.message);
    cluster.clear_spv();
    cluster.clear_etag();
    return client_.CreateIfMissing(*resource.type, cluster);
  }

  // A version that was published already is sent as it is: the service finds it
  // unchanged, or says that it can't change. Any other takes the steps that it
  // lacks; if one fails, applying again picks up from there.
  absl::StatusOr<Written> WriteVersion(const Resource& resource,
                                       const SchemeVersion& version) {
    const absl::StatusOr<Found> found =
        client_.Get(*resource.type, resource.name, {});
    if (!found.ok() && !absl::IsNotFound(found.status())) return found.status();
    const auto* stored =
        found.ok()
            ? static_cast<const SchemeVersion*>(found->resources.front().get())
            : nullptr;
    if (stored != nullptr && WasPublished(*stored)) {
      SchemeVersion same = version;
      same.set_state(stored->state());
      return client_.Upsert(*resource.type, same);
    }
    Written written{type::v1::WRITE_OUTCOME_UNCHANGED, "", {}};
    // Of the very terms that are in the file.
    std::string etag = stored == nullptr ? "" : stored->etag();
    if (stored == nullptr || !IsSubmitted(*stored)) {
      SANGAM_ASSIGN_OR_RETURN(written, Submit(resource, version, etag));
    } else if (!SameTerms(*stored, version)) {
      return SubmittedWithOtherTermsError(resource.name);
    }
    if (!WasPublished(version)) return written;
    if (approver_.empty()) {
      Note(resource,
           absl::StrCat("submitted; to publish: sangamctl scheme approve ",
                        resource.name, " --principal ACCOUNT"));
      return written;
    }
    SANGAM_RETURN_IF_ERROR(
        client_.PublishSchemeVersion(resource.name, etag, approver_));
    if (written.outcome == type::v1::WRITE_OUTCOME_UNCHANGED) {
      written.outcome = type::v1::WRITE_OUTCOME_UPDATED;
    }
    return written;
  }

  absl::StatusOr<Written> Submit(const Resource& resource,
                                 const SchemeVersion& version,
                                 std::string& etag) {
    if (caller_.principal().empty()) return PrincipalNeededError();
    SchemeVersion draft = version;
    draft.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT);
    SANGAM_ASSIGN_OR_RETURN(Written written,
                            client_.Upsert(*resource.type, draft));
    absl::StatusOr<std::string> submitted =
        client_.SubmitSchemeVersion(resource.name);
    if (!submitted.ok()) {
      const absl::MutexLock lock(&mutex_);
      report_.drafts.push_back(resource.name);
      return submitted.status();
    }
    etag = *std::move(submitted);
    if (written.outcome == type::v1::WRITE_OUTCOME_UNCHANGED) {
      written.outcome = type::v1::WRITE_OUTCOME_UPDATED;
    }
    return written;
  }

  void Note(const Resource& resource, std::string message) {
    const absl::MutexLock lock(&mutex_);
    report_.notes.push_back({resource.file, PositionOfField(resource, "state"),
                             resource.name, std::move(message)});
  }

  // Tokens can't be compared, so the newest state of each owner is asked for:
  // it holds all that was written.
  std::string CurrentToken() {
    if (unreachable_) return "";
    std::set<Service> services;
    std::vector<std::string> tokens;
    for (const Resource& resource : resources_) {
      if (!services.insert(resource.type->service).second) continue;
      const auto token = client_.CurrentToken(*resource.type);
      if (token.ok() && !token->empty()) tokens.push_back(*token);
    }
    return absl::StrJoin(tokens, ",");
  }

  const std::vector<Resource>& resources_;
  const std::string approver_;
  ServiceCaller& caller_;
  ResourceClient client_;
  ProgressBar& progress_;
  const std::atomic<bool>& interrupted_;
  std::atomic<bool> unreachable_ = false;
  absl::Mutex mutex_;
  ApplyReport report_ ABSL_GUARDED_BY(mutex_);
  // Clusters that an early step created without their SPV.
  absl::flat_hash_set<std::string> created_early_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

ApplyReport ApplyResources(const std::vector<Resource>& resources,
                           const std::string& approver, ServiceCaller& caller,
                           ProgressBar& progress,
                           const std::atomic<bool>& interrupted) {
  return ApplyRun(resources, approver, caller, progress, interrupted).Run();
}

}  // namespace sangam::sangamctl
