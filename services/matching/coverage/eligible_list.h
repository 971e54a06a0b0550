// The subjects of the registry that a scheme, a draft or a rule fits.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_ELIGIBLE_LIST_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_ELIGIBLE_LIST_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"

namespace sangam::matching {

// Answers ListEligibleEntities; the request and the reader outlive it.
class EligibleList : public SlicedAnswer<v1::ListEligibleEntitiesResponse> {
 public:
  EligibleList(const v1::ListEligibleEntitiesRequest* request,
               const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

  bool CanGoOn() const override { return true; }

 private:
  absl::Status Begin(const CallContext& call,
                     v1::ListEligibleEntitiesResponse* response) override;
  absl::StatusOr<bool> Step(
      v1::ListEligibleEntitiesResponse* response) override;
  bool IsFull(const v1::ListEligibleEntitiesResponse& response) const override;
  void End(v1::ListEligibleEntitiesResponse* response) override;
  void SetProgress(v1::ListEligibleEntitiesResponse* response) const override;

  // Adds the listed rows of the block; whether the limit was not reached. Where
  // it ends the list within the block, `passed` loses the rows after that.
  bool AddEntities(v1::ListEligibleEntitiesResponse* response, RowBits* passed);

  const v1::ListEligibleEntitiesRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  std::vector<v1::Verdict> verdicts_;
  CoverageBasis basis_;
  absl::optional<SubjectScan> scan_;
  int64_t listed_ = 0;
  // The last name that was looked at.
  std::string last_;
  v1::VerdictCounts counts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_ELIGIBLE_LIST_H_
