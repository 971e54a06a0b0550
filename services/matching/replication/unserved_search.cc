#include "services/matching/replication/unserved_search.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/changelog/digest.h"
#include "common/status/macros.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "services/matching/coverage/asked_versions.h"

namespace sangam::matching {
namespace {

constexpr int kUsualLimit = 20;
constexpr int kMostLimit = 1000;
constexpr int kSubjectsInMessage = 500;
constexpr int64_t kSmallestCount = 5;

// The places of the versions that the scan asks.
constexpr size_t kScheme = 0;
constexpr size_t kReceived = 1;

std::string QuestionDigest(v1::FindUnservedRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

bool IsMoreAlike(const v1::UnservedSubject& a, const v1::UnservedSubject& b) {
  return a.likeness().points() != b.likeness().points()
             ? a.likeness().points() > b.likeness().points()
             : a.subject() < b.subject();
}

}  // namespace

absl::Status UnservedSearch::CheckRequest() {
  Violations violations;
  CheckRequiredName(violations, "scheme", request_.scheme(), {"schemes"});
  CheckModel(violations, request_.model());
  CheckLeastPoints(violations, request_.least_points());
  if (request_.limit() < 0) violations.Add("limit", "must not be negative");
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  }
  return violations.ToStatus();
}

absl::Status UnservedSearch::Begin(const CallContext& call,
                                   v1::FindUnservedResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  SANGAM_RETURN_IF_ERROR(CheckRequest());
  SANGAM_ASSIGN_OR_RETURN(model_,
                          ReadModel(request_.model(), basis_, reader_, call));
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion scheme,
      VersionInForce(catalog, "scheme", request_.scheme(), basis_.as_of));
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion cohort,
      CompileCohort(catalog, request_.cohort(), *basis_.subjects.places));
  digest_ = QuestionDigest(request_);
  least_points_ = request_.least_points() == 0 ? kUsualLeastPoints
                                               : request_.least_points();
  limit_ = static_cast<size_t>(request_.limit() == 0
                                   ? kUsualLimit
                                   : std::min(request_.limit(), kMostLimit));
  scan_.emplace(&basis_,
                std::vector<SharedVersion>{std::move(scheme),
                                           ReceivedVersion(request_.scheme())},
                std::move(cohort));
  return absl::OkStatus();
}

absl::StatusOr<bool> UnservedSearch::Step(v1::FindUnservedResponse* response) {
  if (!sorted_) {
    if (scan_->Next()) {
      AddBlock();
      KeepMostAlike(4 * limit_);
    } else {
      KeepMostAlike(0);
      sorted_ = true;
    }
    return true;
  }
  while (!IsFull(*response)) {
    if (next_ == subjects_.size()) return false;
    response->add_subjects()->Swap(&subjects_[next_++]);
  }
  return true;
}

void UnservedSearch::AddBlock() {
  // Received by the record: where the record may be incomplete, it counts as
  // not received.
  const RowBits received = scan_->Rows(kReceived, v1::VERDICT_ELIGIBLE);
  received_ += CountRows(received.data(), scan_->asked());
  for (const v1::Verdict verdict :
       {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION}) {
    if (verdict != v1::VERDICT_ELIGIBLE && !request_.with_unknown()) continue;
    RowBits rows = scan_->Rows(kScheme, verdict);
    for (size_t word = 0; word < rows.size(); ++word) {
      rows[word] &= ~received[word];
    }
    ForEachRow(rows, [&](uint32_t row) {
      if (!basis_.cancelled()) AddSubject(verdict, row);
    });
  }
}

void UnservedSearch::AddSubject(v1::Verdict verdict, uint32_t row) {
  const SubjectBlock& block = scan_->block();
  v1::UnservedSubject subject;
  subject.set_subject(block.NameOf(row));
  if (subject.subject() == model_.name) return;
  const type::v1::Profile profile =
      block.ProfileOf(row, basis_.subjects.columns->texts());
  const PlaceChain chain =
      basis_.subjects.places->ChainOf(profile.place()).value_or(PlaceChain());
  const absl::string_view district =
      chain.OfKind(type::v1::PLACE_KIND_DISTRICT);
  const bool same_district =
      !district.empty() &&
      district == model_.likened.place.OfKind(type::v1::PLACE_KIND_DISTRICT);
  *subject.mutable_likeness() =
      LikenessOf(model_.likened, LikenedOf(profile, chain));
  if (subject.likeness().points() < least_points_) return;
  ++found_;
  if (!same_district) ++outside_district_;
  subject.set_kind(profile.kind());
  subject.set_place(profile.place());
  subject.set_verdict(verdict);
  subjects_.push_back(std::move(subject));
}

void UnservedSearch::KeepMostAlike(size_t slack) {
  if (slack > 0 && subjects_.size() <= limit_ + slack) return;
  std::sort(subjects_.begin(), subjects_.end(), &IsMoreAlike);
  if (subjects_.size() > limit_) subjects_.resize(limit_);
  if (slack > 0) return;
  for (v1::UnservedSubject& subject : subjects_) {
    subject.set_place_title(basis_.subjects.places->TitleOf(subject.place()));
  }
}

bool UnservedSearch::IsFull(const v1::FindUnservedResponse& response) const {
  return response.subjects_size() >= kSubjectsInMessage;
}

void UnservedSearch::End(v1::FindUnservedResponse* response) {
  response->set_found(found_);
  response->set_outside_district(outside_district_);
  v1::CellCount& received = *response->mutable_received();
  if (received_ == 0 || received_ >= kSmallestCount) {
    received.set_count(received_);
  }
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void UnservedSearch::SetProgress(v1::FindUnservedResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
