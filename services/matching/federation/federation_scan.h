// The federations of a place, and those that may be founded there.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_SCAN_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"
#include "services/matching/federation/federation_assessment.h"

namespace sangam::matching {

// Answers AssessFederations; the request and the reader outlive it. First it
// looks who is there, then for the names of those under them, which their
// profiles in memory do not hold, then it assesses one after the other.
class FederationScan : public SlicedAnswer<v1::AssessFederationsResponse> {
 public:
  FederationScan(const v1::AssessFederationsRequest* request,
                 const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  // A subject by its place in the columns.
  struct Row {
    size_t block = 0;
    uint32_t row = 0;
  };
  // Groups of one place that may federate, by what they would become.
  using Formations =
      absl::btree_map<std::pair<std::string, int>, std::vector<Row>>;

  absl::Status Begin(const CallContext& call,
                     v1::AssessFederationsResponse* response) override;
  absl::StatusOr<bool> Step(v1::AssessFederationsResponse* response) override;
  bool IsFull(const v1::AssessFederationsResponse& response) const override;
  void End(v1::AssessFederationsResponse* response) override;
  void SetProgress(v1::AssessFederationsResponse* response) const override;

  absl::Status CheckRequest();
  // Notes which rows of the scan's block are asked about.
  void FindBodies();
  // Notes the names of those in the block that belong to a body asked about.
  void FindNames(size_t block);
  void AssessNext(v1::AssessFederationsResponse* response);
  void FoundNext(v1::AssessFederationsResponse* response);
  void Tell(v1::FederationAssessment assessment,
            v1::AssessFederationsResponse* response);
  AssessedBody BodyAt(const Row& row) const;
  // The bodies that the subjects of a block belong to, as numbers of texts;
  // null if none is recorded.
  const PackedColumn* MemberOf(const SubjectBlock& block) const;

  const v1::AssessFederationsRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  AssessmentQuery query_;
  absl::optional<SubjectScan> scan_;
  bool found_ = false;
  std::vector<Row> bodies_;
  size_t next_body_ = 0;
  // By the number of the body's name among the texts, where anybody belongs to
  // it.
  absl::flat_hash_map<uint32_t, std::vector<std::string>> names_;
  size_t next_named_block_ = 0;
  Formations formations_;
  Formations::const_iterator next_formation_;
  int64_t assessed_ = 0;
  // By rule, and whether the bodies are recorded.
  std::map<std::pair<std::string, bool>, v1::ReadinessCount> counts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_SCAN_H_
