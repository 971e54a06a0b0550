// Which schemes others like a subject have received.
#ifndef SANGAM_SERVICES_MATCHING_REPLICATION_PRECEDENT_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_REPLICATION_PRECEDENT_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"
#include "services/matching/replication/model_subject.h"

namespace sangam::matching {

// Answers FindPrecedents; the request and the reader outlive it.
class PrecedentSearch : public SlicedAnswer<v1::FindPrecedentsResponse> {
 public:
  PrecedentSearch(const v1::FindPrecedentsRequest* request,
                  const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  // What is known of one scheme.
  struct Tally {
    int64_t institutions = 0;
    int64_t enterprises = 0;
    // The most alike first, then by name.
    std::vector<v1::Precedent> examples;
  };

  absl::Status Begin(const CallContext& call,
                     v1::FindPrecedentsResponse* response) override;
  absl::StatusOr<bool> Step(v1::FindPrecedentsResponse* response) override;
  bool IsFull(const v1::FindPrecedentsResponse& response) const override;
  void End(v1::FindPrecedentsResponse* response) override;
  void SetProgress(v1::FindPrecedentsResponse* response) const override;

  absl::Status CheckRequest();
  void AddBlock();
  void AddSubject(uint32_t row);
  void AddExample(const v1::Precedent& precedent, Tally* tally) const;
  void Sort();
  v1::SchemePrecedents Tell(const std::string& scheme,
                            const Tally& tally) const;
  // Whether a benefit had been received by the date.
  bool IsReceived(const type::v1::ReceivedBenefit& benefit) const;

  const v1::FindPrecedentsRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  Model model_;
  int least_points_ = 0;
  size_t examples_ = 0;
  absl::btree_set<std::string> wanted_;
  absl::optional<SubjectScan> scan_;
  bool sorted_ = false;
  int64_t alike_ = 0;
  absl::btree_map<std::string, Tally> tallies_;
  std::vector<const std::pair<const std::string, Tally>*> order_;
  size_t next_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REPLICATION_PRECEDENT_SEARCH_H_
