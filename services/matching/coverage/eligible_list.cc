#include "services/matching/coverage/eligible_list.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/violations.h"

namespace sangam::matching {
namespace {

// A message of so many entities is sent: about 100 KiB.
constexpr int kEntitiesInMessage = 1000;
constexpr int kMostVerdicts = 10;

// Of all that must be the same where a list goes on.
std::string QuestionDigest(v1::ListEligibleEntitiesRequest request) {
  request.clear_resume_token();
  request.clear_min_token();
  request.clear_limit();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

// Where the list goes on: the name after which.
absl::StatusOr<std::string> ReadResumeToken(const std::string& token,
                                            const std::string& digest) {
  if (token.empty()) return std::string();
  std::string payload;
  if (!Unseal(token, &payload)) {
    return InvalidFieldError("resume_token",
                             "is not a resume token that this service issued");
  }
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(payload, absl::MaxSplits('|', 1));
  if (parts.first != digest) {
    return InvalidFieldError(
        "resume_token",
        "is of another request; repeat the request that it came with");
  }
  return parts.second;
}

void ForgetRowsAfter(uint32_t row, RowBits* rows) {
  ForEachRow(RowBits(*rows), [&](uint32_t other) {
    if (other > row) (*rows)[other / 64] &= ~(uint64_t{1} << (other % 64));
  });
}

}  // namespace

absl::Status EligibleList::Begin(const CallContext& call,
                                 v1::ListEligibleEntitiesResponse* response) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  Violations violations;
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  }
  if (request_.limit() < 0) violations.Add("limit", "must not be negative");
  if (request_.verdicts_size() > kMostVerdicts) {
    violations.Add("verdicts",
                   absl::StrCat("has more than ", kMostVerdicts, " elements"));
  } else {
    for (int i = 0; i < request_.verdicts_size(); ++i) {
      CheckRequiredEnum(violations, absl::StrCat("verdicts[", i, "]"),
                        request_.verdicts(i));
      verdicts_.push_back(request_.verdicts(i));
    }
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  if (verdicts_.empty()) verdicts_ = {v1::VERDICT_ELIGIBLE};
  digest_ = QuestionDigest(request_);
  SANGAM_ASSIGN_OR_RETURN(last_,
                          ReadResumeToken(request_.resume_token(), digest_));
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion question,
      CompileQuestion(catalog, request_.question(), basis_.as_of));
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion cohort,
      CompileCohort(catalog, request_.cohort(), *basis_.subjects.places));
  scan_.emplace(&basis_, std::vector<SharedVersion>{question}, cohort, last_);
  *response->mutable_basis() = basis_.ToProto(digest_);
  return absl::OkStatus();
}

absl::StatusOr<bool> EligibleList::Step(
    v1::ListEligibleEntitiesResponse* response) {
  if (!scan_->Next()) return false;
  RowBits passed = scan_->asked();
  const bool goes_on = AddEntities(response, &passed);
  for (const v1::Verdict verdict : kVerdicts) {
    const RowBits rows = scan_->Rows(0, verdict);
    AddCount(verdict, CountRows(rows.data(), passed), &counts_);
  }
  return goes_on;
}

bool EligibleList::AddEntities(v1::ListEligibleEntitiesResponse* response,
                               RowBits* passed) {
  const TextTable& texts = basis_.subjects.columns->texts();
  const SubjectBlock& block = scan_->block();
  std::array<RowBits, kVerdicts.size()> rows_by_verdict = {};
  RowBits listed = {};
  for (size_t i = 0; i < kVerdicts.size(); ++i) {
    if (std::find(verdicts_.begin(), verdicts_.end(), kVerdicts[i]) ==
        verdicts_.end()) {
      continue;
    }
    rows_by_verdict[i] = scan_->Rows(0, kVerdicts[i]);
    for (size_t word = 0; word < listed.size(); ++word) {
      listed[word] |= rows_by_verdict[i][word];
    }
  }
  bool within_limit = true;
  uint32_t last_row = 0;
  ForEachRow(listed, [&](uint32_t row) {
    if (request_.limit() > 0 && listed_ == request_.limit()) {
      // The list goes on after the last one; those beyond count then.
      if (within_limit) ForgetRowsAfter(last_row, passed);
      within_limit = false;
      return;
    }
    last_row = row;
    v1::EligibleEntity* entity = response->add_entities();
    entity->set_subject(block.NameOf(row));
    entity->set_kind(block.KindOf(row));
    entity->set_place(block.PlaceOf(row, texts));
    for (size_t i = 0; i < kVerdicts.size(); ++i) {
      if ((rows_by_verdict[i][row / 64] >> (row % 64)) & 1) {
        entity->set_verdict(kVerdicts[i]);
      }
    }
    last_ = entity->subject();
    ++listed_;
  });
  if (!within_limit) return false;
  last_ = block.last_name();
  return request_.limit() == 0 || listed_ < request_.limit();
}

bool EligibleList::IsFull(
    const v1::ListEligibleEntitiesResponse& response) const {
  return response.entities_size() >= kEntitiesInMessage;
}

void EligibleList::End(v1::ListEligibleEntitiesResponse* response) {
  *response->mutable_counts() = counts_;
}

void EligibleList::SetProgress(
    v1::ListEligibleEntitiesResponse* response) const {
  *response->mutable_progress() = scan_->progress();
  response->set_resume_token(Seal(absl::StrCat(digest_, "|", last_)));
}

}  // namespace sangam::matching
