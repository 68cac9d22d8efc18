node {
    writeFile file: 'api.yaml', text: params.MANIFEST
    smartDeploy environment: 'DEV', files: 'api.yaml'
}
