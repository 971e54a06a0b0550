// Who can take an offer, and how it is shared out.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"
#include "services/matching/opportunity/offer_question.h"
#include "services/matching/opportunity/offer_sharing.h"

namespace sangam::matching {

// Part of the last message.
inline constexpr char kOfferDisclaimer[] =
    "This proposes who could take what. Nothing is assigned by it: who offers "
    "decides.";

// Answers FindTakers; the request and the reader outlive it. First it asks
// every subject of the cohort, then it shares out use after use, then it tells.
// Uses of one head are the same work, or the same need, in lots: what a taker
// got of one of them is off what it can take of the next. What it can take of
// other heads is another matter.
class TakerSearch : public SlicedAnswer<v1::FindTakersResponse> {
 public:
  TakerSearch(const v1::FindTakersRequest* request,
              const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  // A use on its way.
  struct Use {
    // In the order of names.
    std::vector<Taker> takers;
    v1::VerdictCounts counts;
    // The first by name of whom the rule can't tell.
    std::vector<std::string> unknown;
    v1::UseOutcome outcome;
  };

  absl::Status Begin(const CallContext& call,
                     v1::FindTakersResponse* response) override;
  absl::StatusOr<bool> Step(v1::FindTakersResponse* response) override;
  bool IsFull(const v1::FindTakersResponse& response) const override;
  void End(v1::FindTakersResponse* response) override;
  void SetProgress(v1::FindTakersResponse* response) const override;

  // Takes in the block of the scan; INVALID_ARGUMENT where too many can take
  // it.
  absl::Status AddBlock();
  void AddTaker(size_t use, uint32_t row);
  void ShareOut();
  // Takes what each got of uses of the same head before off what it can take.
  void TakeOffWhatTheyGot(size_t use);
  void SayWhy(const SharedUse& shared, v1::UseOutcome* outcome) const;
  // Whether there is more to tell.
  bool TellNext(v1::FindTakersResponse* response);
  void TellShare(size_t use, const Taker& taker,
                 v1::FindTakersResponse* response) const;
  void TellNotServed(size_t use, v1::FindTakersResponse* response) const;
  std::string AmountInWords(int64_t amount) const;

  const v1::FindTakersRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  OfferQuestion question_;
  absl::optional<SubjectScan> scan_;
  bool shared_ = false;
  std::vector<Use> uses_;
  int64_t takers_ = 0;
  int64_t left_ = 0;
  size_t next_use_ = 0;
  size_t next_taker_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_SEARCH_H_
