// Subjects like one that a scheme worked for, which have not used it.
#ifndef SANGAM_SERVICES_MATCHING_REPLICATION_UNSERVED_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_REPLICATION_UNSERVED_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"
#include "services/matching/replication/model_subject.h"

namespace sangam::matching {

// Answers FindUnserved; the request and the reader outlive it.
class UnservedSearch : public SlicedAnswer<v1::FindUnservedResponse> {
 public:
  UnservedSearch(const v1::FindUnservedRequest* request,
                 const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  absl::Status Begin(const CallContext& call,
                     v1::FindUnservedResponse* response) override;
  absl::StatusOr<bool> Step(v1::FindUnservedResponse* response) override;
  bool IsFull(const v1::FindUnservedResponse& response) const override;
  void End(v1::FindUnservedResponse* response) override;
  void SetProgress(v1::FindUnservedResponse* response) const override;

  absl::Status CheckRequest();
  void AddBlock();
  void AddSubject(v1::Verdict verdict, uint32_t row);
  // Drops those that can't be listed any more.
  void KeepMostAlike(size_t slack);

  const v1::FindUnservedRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  Model model_;
  int least_points_ = 0;
  size_t limit_ = 0;
  absl::optional<SubjectScan> scan_;
  bool sorted_ = false;
  std::vector<v1::UnservedSubject> subjects_;
  size_t next_ = 0;
  int64_t found_ = 0;
  int64_t received_ = 0;
  int64_t outside_district_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REPLICATION_UNSERVED_SEARCH_H_
