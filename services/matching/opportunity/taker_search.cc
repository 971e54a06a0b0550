#include "services/matching/opportunity/taker_search.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/identity_number.h"

namespace sangam::matching {
namespace {

// So many lines are sent in one message.
constexpr int kLinesInMessage = 1000;
constexpr int kMostNotServed = 1000;
// All of them are held until the last is known.
constexpr int64_t kMostTakers = 200'000;

std::string QuestionDigest(v1::FindTakersRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

std::string ReasonInWords(v1::NotServedReason reason, const Taker& taker) {
  switch (reason) {
    case v1::NOT_SERVED_REASON_NUMBER_UNKNOWN:
      return taker.numbers.unknown;
    case v1::NOT_SERVED_REASON_NO_CAPACITY:
      if (taker.got_before > 0) {
        return "it has all that it can take from another use of this head";
      }
      return taker.numbers.weight <= 0 ? "it weighs nothing"
                                       : "it can take nothing";
    case v1::NOT_SERVED_REASON_BEYOND_MOST_TAKERS:
      return "others weigh more";
    default:
      return "nothing is left for it";
  }
}

}  // namespace

absl::Status TakerSearch::Begin(const CallContext& call,
                                v1::FindTakersResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  SANGAM_ASSIGN_OR_RETURN(question_, ReadOffer(request_, &basis_));
  digest_ = QuestionDigest(request_);
  std::vector<SharedVersion> versions;
  for (const AskedUse& use : question_.uses) versions.push_back(use.who);
  uses_.resize(question_.uses.size());
  scan_.emplace(&basis_, std::move(versions), question_.cohort);
  return absl::OkStatus();
}

absl::StatusOr<bool> TakerSearch::Step(v1::FindTakersResponse* response) {
  if (!shared_) {
    if (scan_->Next()) {
      SANGAM_RETURN_IF_ERROR(AddBlock());
    } else {
      ShareOut();
      shared_ = true;
    }
    return true;
  }
  while (!IsFull(*response)) {
    if (!TellNext(response)) return false;
  }
  return true;
}

absl::Status TakerSearch::AddBlock() {
  for (size_t u = 0; u < uses_.size(); ++u) {
    for (const v1::Verdict verdict : kVerdicts) {
      const RowBits rows = scan_->Rows(u, verdict);
      AddCount(verdict, CountRows(rows.data(), scan_->asked()),
               &uses_[u].counts);
    }
    const auto most_unknown = static_cast<size_t>(
        std::min<int32_t>(request_.not_served(), kMostNotServed));
    ForEachRow(scan_->Rows(u, v1::VERDICT_NEEDS_INFORMATION),
               [&](uint32_t row) {
                 if (uses_[u].unknown.size() >= most_unknown) return;
                 uses_[u].unknown.push_back(scan_->block().NameOf(row));
               });
    ForEachRow(scan_->Rows(u, v1::VERDICT_ELIGIBLE), [&](uint32_t row) {
      if (++takers_ <= kMostTakers && !basis_.cancelled()) AddTaker(u, row);
    });
  }
  if (takers_ <= kMostTakers) return absl::OkStatus();
  return InvalidFieldError(
      "cohort", absl::StrCat("more than ", FormatCount(kMostTakers),
                             " can take it; give a smaller place or a stricter"
                             " condition"));
}

void TakerSearch::AddTaker(size_t u, uint32_t row) {
  const AskedUse& use = question_.uses[u];
  const SubjectBlock& block = scan_->block();
  const TextTable& texts = basis_.subjects.columns->texts();
  Taker& taker = uses_[u].takers.emplace_back();
  taker.subject = block.NameOf(row);
  taker.kind = block.KindOf(row);
  taker.place = block.PlaceOf(row, texts);
  if (NeedsProfile(use, question_)) {
    taker.numbers =
        NumbersOf(block.ProfileOf(row, texts), use, question_, basis_);
  } else if (use.use->has_most_each()) {
    taker.numbers.capacity = use.use->most_each();
  }
}

void TakerSearch::TakeOffWhatTheyGot(size_t u) {
  absl::flat_hash_map<absl::string_view, int64_t> got;
  for (size_t before = 0; before < u; ++before) {
    if (question_.uses[before].use->head() != question_.uses[u].use->head()) {
      continue;
    }
    for (const Taker& taker : uses_[before].takers) {
      // Together no more than was offered.
      if (taker.part > 0) got[taker.subject] += taker.part;
    }
  }
  if (got.empty()) return;
  for (Taker& taker : uses_[u].takers) {
    const auto found = got.find(taker.subject);
    if (found == got.end() || !taker.numbers.capacity) continue;
    taker.got_before = found->second;
    taker.numbers.capacity =
        std::max<int64_t>(0, *taker.numbers.capacity - taker.got_before);
    if (question_.criterion == v1::SHARE_CRITERION_BY_CAPACITY) {
      taker.numbers.weight = *taker.numbers.capacity;
    }
  }
}

void TakerSearch::ShareOut() {
  left_ = question_.offered;
  const SharingRule rule = {question_.method, question_.most_takers};
  for (size_t u = 0; u < uses_.size(); ++u) {
    const v1::OfferedUse& use = *question_.uses[u].use;
    v1::UseOutcome& outcome = uses_[u].outcome;
    outcome.set_use(use.id());
    outcome.set_offered(use.has_most() ? std::min(use.most(), left_) : left_);
    TakeOffWhatTheyGot(u);
    const SharedUse shared =
        ShareUse(outcome.offered(), rule, &uses_[u].takers);
    left_ -= shared.assigned;
    outcome.set_assigned(shared.assigned);
    outcome.set_unassigned(outcome.offered() - shared.assigned);
    if (question_.is_money) {
      outcome.set_assigned_paise(shared.assigned);
    } else if (use.has_paise_each()) {
      // The whole lot is within what a sum may be.
      outcome.set_assigned_paise(shared.assigned * use.paise_each());
    }
    outcome.set_takers(shared.takers);
    *outcome.mutable_counts() = uses_[u].counts;
    outcome.set_number_unknown(shared.number_unknown);
    outcome.set_no_capacity(shared.no_capacity);
    outcome.set_beyond_most_takers(shared.beyond_most_takers);
    if (shared.capacity) outcome.set_capacity(*shared.capacity);
    if (outcome.unassigned() > 0) SayWhy(shared, &outcome);
  }
}

std::string TakerSearch::AmountInWords(int64_t amount) const {
  return question_.is_money ? FormatPaise(amount)
                            : absl::StrCat(FormatCount(amount), " units");
}

void TakerSearch::SayWhy(const SharedUse& shared,
                         v1::UseOutcome* outcome) const {
  const v1::VerdictCounts& counts = outcome->counts();
  if (counts.eligible() == 0) {
    outcome->add_reasons("nobody of the cohort is known to fit");
  } else if (shared.takers == 0) {
    outcome->add_reasons("nobody of those who fit can take anything");
  } else {
    outcome->add_reasons(
        absl::StrCat("those who fit can take ",
                     AmountInWords(shared.capacity.value_or(0)), " at most"));
  }
  if (shared.number_unknown > 0) {
    outcome->add_reasons(
        absl::StrCat("of ", FormatCount(shared.number_unknown),
                     " who fit it is not known how much they can take"));
  }
  if (shared.beyond_most_takers > 0) {
    outcome->add_reasons(absl::StrCat(FormatCount(shared.beyond_most_takers),
                                      " who fit come after the last taker"));
  }
  if (counts.needs_information() > 0) {
    outcome->add_reasons(absl::StrCat("of ",
                                      FormatCount(counts.needs_information()),
                                      " it is not known whether they fit"));
  }
}

bool TakerSearch::TellNext(v1::FindTakersResponse* response) {
  if (next_use_ == uses_.size()) return false;
  const std::vector<Taker>& takers = uses_[next_use_].takers;
  if (next_taker_ < takers.size()) {
    const Taker& taker = takers[next_taker_++];
    if (taker.part > 0) TellShare(next_use_, taker, response);
    return true;
  }
  TellNotServed(next_use_, response);
  ++next_use_;
  next_taker_ = 0;
  return true;
}

void TakerSearch::TellShare(size_t u, const Taker& taker,
                            v1::FindTakersResponse* response) const {
  const v1::OfferedUse& use = *question_.uses[u].use;
  v1::TakerShare& share = *response->add_shares();
  share.set_use(use.id());
  share.set_subject(taker.subject);
  share.set_kind(taker.kind);
  share.set_place(taker.place);
  share.set_place_title(basis_.subjects.places->TitleOf(taker.place));
  share.set_weight(taker.numbers.weight);
  if (taker.numbers.capacity) share.set_capacity(*taker.numbers.capacity);
  share.set_filled(taker.numbers.capacity == taker.part);
  if (question_.is_money) {
    share.set_paise(taker.part);
  } else {
    share.set_units(taker.part);
    if (use.has_paise_each()) share.set_paise(taker.part * use.paise_each());
  }
}

void TakerSearch::TellNotServed(size_t u,
                                v1::FindTakersResponse* response) const {
  const std::string& id = question_.uses[u].use->id();
  int most = std::min<int32_t>(request_.not_served(), kMostNotServed);
  for (const Taker& taker : uses_[u].takers) {
    if (most == 0) return;
    if (taker.part > 0) continue;
    --most;
    v1::NotServed& told = *response->add_not_served();
    told.set_use(id);
    told.set_subject(taker.subject);
    told.set_reason(taker.reason);
    told.set_detail(ReasonInWords(taker.reason, taker));
  }
  for (const std::string& subject : uses_[u].unknown) {
    if (most-- == 0) return;
    v1::NotServed& told = *response->add_not_served();
    told.set_use(id);
    told.set_subject(subject);
    told.set_reason(v1::NOT_SERVED_REASON_VERDICT_UNKNOWN);
    told.set_detail("whether it fits is not known");
  }
}

bool TakerSearch::IsFull(const v1::FindTakersResponse& response) const {
  return response.shares_size() + response.not_served_size() >= kLinesInMessage;
}

void TakerSearch::End(v1::FindTakersResponse* response) {
  for (const Use& use : uses_) *response->add_uses() = use.outcome;
  response->set_assigned(question_.offered - left_);
  response->set_unassigned(left_);
  *response->mutable_basis() = basis_.ToProto(digest_);
  response->set_disclaimer(kOfferDisclaimer);
}

void TakerSearch::SetProgress(v1::FindTakersResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
