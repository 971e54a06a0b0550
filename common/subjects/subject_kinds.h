// The kinds of subjects, and which kind belongs to which.
#ifndef SANGAM_COMMON_SUBJECTS_SUBJECT_KINDS_H_
#define SANGAM_COMMON_SUBJECTS_SUBJECT_KINDS_H_

#include <string>
#include <vector>

#include "sangam/type/v1/profile.pb.h"

namespace sangam {

// Whether a group record can have this kind: all but enterprise and cluster.
bool IsGroupKind(type::v1::SubjectKind kind);

// The kinds of body that a group of kind `child` can belong to. The tiers go
// one way (SHG, VO, CLF, BLF; producer group, producer company or cooperative),
// so parents never form a cycle.
std::vector<type::v1::SubjectKind> ParentKinds(type::v1::SubjectKind child);

// Whether counts and sums of its children stand for the subject itself.
bool RollsUp(type::v1::SubjectKind kind);

// "PRODUCER_GROUP".
std::string SubjectKindText(type::v1::SubjectKind kind);

}  // namespace sangam

#endif  // SANGAM_COMMON_SUBJECTS_SUBJECT_KINDS_H_
