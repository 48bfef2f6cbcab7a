import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('files', {
  file_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such file.' },
  in_use: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'A message, an avatar or a group shows this file; it goes with the last of them.',
  },
  no_thumbnail: { status: 404, grpc: 'NOT_FOUND', message: 'This file has no thumbnail.' },
  upload_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such upload; it may have expired. Start again.',
  },
  still_processing: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    isRetryable: true,
    message: 'The upload is whole and is being looked at; ask again shortly.',
  },
  offset_mismatch: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'The upload stands elsewhere; ask where with HEAD and go on from there.',
  },
  too_long: {
    status: 413,
    grpc: 'INVALID_ARGUMENT',
    message: 'More came than the upload was said to have; nothing of it was kept.',
  },
  too_many_parts: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The upload came in too many small parts; start again with larger ones.',
  },
  file_too_large: { status: 413, grpc: 'INVALID_ARGUMENT', message: 'The file is larger than allowed.' },
  quota_exceeded: {
    status: 413,
    grpc: 'RESOURCE_EXHAUSTED',
    message: 'Your files take up all the room you have here.',
  },
  too_many_uploads: {
    status: 429,
    grpc: 'RESOURCE_EXHAUSTED',
    isRetryable: true,
    message: 'Too many of your uploads are unfinished; finish or cancel some.',
  },
  bad_metadata: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'Upload-Metadata does not fit; see details.',
  },
  tus_version: {
    status: 412,
    grpc: 'FAILED_PRECONDITION',
    message: 'Uploads speak tus 1.0.0: say so in Tus-Resumable.',
  },
  bad_upload_header: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'Upload-Length or Upload-Offset is missing or no whole number.',
  },
  picture_too_large: {
    status: 422,
    grpc: 'INVALID_ARGUMENT',
    message: 'The picture has too many pixels to be shown; send it as a file.',
  },
  too_many_frames: {
    status: 422,
    grpc: 'INVALID_ARGUMENT',
    message: 'The picture has too many frames to be shown; send it as a file.',
  },
  not_a_picture: { status: 422, grpc: 'INVALID_ARGUMENT', message: 'This has to be a picture.' },
  no_film: { status: 422, grpc: 'INVALID_ARGUMENT', message: 'Only films have a poster.' },
  range_not_satisfiable: {
    status: 416,
    grpc: 'INVALID_ARGUMENT',
    message: 'The file has no such part.',
  },
  preview_url: { status: 400, grpc: 'INVALID_ARGUMENT', message: 'This is no address of a web page.' },
});
